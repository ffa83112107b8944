"""The policies of several councils, topic by topic."""
