"""The clauses of many councils in one folder of Parquet files, their families, and what is asked of them."""
