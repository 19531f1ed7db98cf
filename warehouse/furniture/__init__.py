"""What outlets repeat inside their texts, and the mentions in it that count for no coverage."""
