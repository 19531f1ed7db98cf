"""The one grammar of queries, of `cuttings search` and the watchlist: parsed to a tree, held against texts.

stake AND ("data labeling" OR labell*) NOT apple     words, phrases, beginnings; AND may be left out
"stake board"~10      stake NEAR/5 "meta platforms"  words or phrases with at most so many words between them
title:scale  quote:(trust OR safety)                 in the headline; inside direct quotations
outlet:reuters.com  entity:"Scale AI"  lang:de       of the article
date:2026-11-01..2026-11-07                          its day; either end may be left out
"""
