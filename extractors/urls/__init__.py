"""Addresses: their parts, their normal spelling, and which of them are the same place."""
