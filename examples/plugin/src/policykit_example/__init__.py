"""A plug-in for policykit: one format, one target, one lint."""
