"""Lists: settings, sources, outlets, lexicon and models, as their files have them."""
