"""What was announced and asked for: sources, entries, their polling state, bodies beyond an extractor."""
