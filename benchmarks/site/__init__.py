"""Measurements of the public site."""
