"""Names: of people, organizations, places, products; from models, watchlist and gazetteers."""
