"""What a policy is: immutable models, and nothing that reads or writes."""
