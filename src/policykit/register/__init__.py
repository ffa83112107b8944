"""The life of policies over time: what was in force when, what is due, and whether an adopted text is still itself."""
