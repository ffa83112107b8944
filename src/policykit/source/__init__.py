"""Text to model: the only floor that opens YAML, and keeps the place of every value."""
