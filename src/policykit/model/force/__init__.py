"""The words by which a text says how strongly it asks, language by language."""
