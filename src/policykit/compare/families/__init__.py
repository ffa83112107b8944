"""Which clauses of many councils are one clause: one definition, whatever the order, the parts or the engine."""
