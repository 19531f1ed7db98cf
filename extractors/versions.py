"""Versions of what extraction does, apart from it, so that they can be read without loading it."""

# Changes with every change of what `extractors.page` makes of a body.
PAGE_VERSION = "page-10"

# Of a name model's arrays, and of how words become its inputs; models of another one are refused.
NETWORK_VERSION = 1

# Of `extractors.statements`; each is raised with every change that
STATEMENTS_VERSION = "statements-10"  # finds or describes statements otherwise
VERDICTS_VERSION = "verdicts-12"  # judges two values otherwise
LAPSES_VERSION = "lapses-2"  # compares lapses otherwise
SPELLINGS_VERSION = "spellings-1"  # compares spellings otherwise
ROLES_VERSION = "roles-2"  # compares roles otherwise
UTTERANCES_VERSION = "utterances-3"  # compares quotations otherwise
