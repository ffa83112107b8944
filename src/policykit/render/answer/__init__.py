"""Answers about a corpus as text, CSV and a page; as data they are in `pipeline.results`."""
