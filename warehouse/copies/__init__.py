"""Copies against what is stored: fingerprints, pairs, texts."""
