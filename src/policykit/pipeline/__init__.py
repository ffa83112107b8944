"""The verbs: what a user asks for, in terms of the floors below."""
