"""Copies: which texts share words, and what that makes of them."""
