"""The version of policykit: this is the one place where it stands."""

VERSION = "0.1.0"
