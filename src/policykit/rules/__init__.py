"""The meaning of a policy's rules: conditions, rulesets, and what they say of a record.

`ruleset.check_rules` finds faults, `ruleset.lower_rules` makes a `Ruleset`, `evaluate.evaluate_record` decides.
"""
