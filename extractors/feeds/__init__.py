"""Feeds, JSON Feeds and sitemaps: from bytes to what they announce."""
