"""Feeds, JSON Feeds and sitemaps: from bytes to entries."""
