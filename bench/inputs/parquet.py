"""Writes orders as Parquet: their numbers, names or countries as the key, as DuckDB stores them."""
import sys

import duckdb

KEYS = {"numbers": "CAST(substr(key, 6) AS BIGINT)", "names": "key", "countries": "country"}

source, target, kind = sys.argv[1:]
duckdb.connect().execute(
    f"""COPY (SELECT {KEYS[kind]} AS key, time, amount, country AS place
              FROM read_csv('{source}')) TO '{target}' (FORMAT parquet)"""
)
