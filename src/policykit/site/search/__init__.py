"""Search in a published site: an index of clauses in small files, and the script that asks it in the browser."""
