"""Versions of what extraction does, apart from it, so that they can be read without loading it."""

# Changes with every change of what `extractors.page` makes of a body.
PAGE_VERSION = "page-10"

# Of a name model's arrays, and of how words become its inputs; models of another one are refused.
NETWORK_VERSION = 1
