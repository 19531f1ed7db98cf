"""Sayings: quotations, their speakers, and credits."""
