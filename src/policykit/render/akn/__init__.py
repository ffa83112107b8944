"""Akoma Ntoso 3.0: a policy as other programs for law read it, valid by the strict schema of OASIS."""
