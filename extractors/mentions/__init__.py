"""Mentions: who and what an article names, and the values that it states."""
