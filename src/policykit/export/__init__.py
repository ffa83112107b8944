"""Rules for other tools. Each target is one function from a ruleset to an `Export`; `TARGETS` names them."""

from policykit.export.targets import TARGETS, Target

__all__ = ["TARGETS", "Target"]
