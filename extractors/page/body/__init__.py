"""The body of a page: its blocks, and which of them are the article."""
