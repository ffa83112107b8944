"""Which words changed, and what they say of force."""
