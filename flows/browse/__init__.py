"""The reading room: the published copy as pages of a web application that changes nothing.

`app` has the addresses, `safety` who may ask, `values_shown` how a value is shown and what it opens, `article` a
text with its mentions marked, `templates/` the pages. Every page has its rows as JSON and CSV.
"""
