"""The desk: the clerk's year in a browser, on the clerk's own machine.

HTTP to verb and back; no rule of policy is in it, and no power that the command line lacks.
"""
