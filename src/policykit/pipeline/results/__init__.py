"""What verbs give as JSON: typed results, from which their schemas are made too."""
