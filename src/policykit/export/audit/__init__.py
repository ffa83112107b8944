"""Rules over whole tables: on this machine with Polars, where tables are larger with Spark, in a database with SQL."""
