"""`corpus`: the clauses of many councils in one place, what is asked of them, and a model that changes."""
