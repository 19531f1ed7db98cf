"""Summaries: stored answers to what people ask daily, kept up by every write session."""
