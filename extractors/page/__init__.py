"""Pages: `extract.py` leads from a raw document to an article, or to the reason why it is none."""
