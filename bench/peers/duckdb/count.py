"""Counts the keys of a file by GROUP BY. DuckDB has no murmur2, so nothing of the partitions."""
import json
import sys

import duckdb

LINES = """
    SELECT coalesce(key, '') AS key
    FROM read_csv(?, columns = {'key': 'VARCHAR'}, header = false, auto_detect = false,
                  delim = '\x01', quote = '', escape = '', new_line = '\\n')
"""

connection = duckdb.connect()
connection.execute(
    f"CREATE TEMP TABLE keys AS SELECT key, count(*) AS records FROM ({LINES}) GROUP BY key",
    [sys.argv[1]],
)
records, unique = connection.execute("SELECT sum(records), count(*) FROM keys").fetchone()
top = connection.execute("SELECT key, records FROM keys ORDER BY records DESC, key LIMIT 10")
print(json.dumps({"records": int(records), "unique": unique, "top": top.fetchall()}))
