"""The facts of a page: title, authors, dates, as the page itself states them."""
