"""Values: money, percentages, quantities, tickers."""
