"""Akoma Ntoso: made-up policies with all that a policy can have, through the strict schema and back."""
