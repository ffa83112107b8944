"""Akoma Ntoso (OASIS LegalDocML): files that others wrote as paragraphs, and those of policykit without loss."""
