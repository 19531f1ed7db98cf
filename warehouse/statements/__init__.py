"""Statements against what is stored: what the texts of a story state, compared a story at a time."""
