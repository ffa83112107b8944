"""The version of policykit: this is the one place where it is."""

VERSION = "0.1.0"
