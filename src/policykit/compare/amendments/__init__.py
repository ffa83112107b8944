"""Amendments: written from two versions, printed, read and carried out."""
