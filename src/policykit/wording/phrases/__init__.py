"""What policykit prints around a text, in each language that it has it in: one table for each."""
