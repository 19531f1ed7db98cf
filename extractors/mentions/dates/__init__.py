"""Dates: what a text says of days, months and years, resolved against its publication."""
