"""Readers of folders and dumps: from disk to raw documents."""
