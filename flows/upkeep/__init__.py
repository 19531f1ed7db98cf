"""Upkeep: replay, watchlist, corrections and the health of sources, on what is stored."""
