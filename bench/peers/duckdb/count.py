"""Counts the keys of a file by GROUP BY. DuckDB has no murmur2, so nothing of the partitions."""
import json
import sys

import duckdb

LINES = """
    SELECT coalesce(key, '') AS key
    FROM read_csv(?, columns = {'key': 'VARCHAR'}, header = false, auto_detect = false,
                  delim = '\x01', quote = '', escape = '', new_line = '\\n')
"""

ROWS = {
    "csv": "read_csv(?)",
    "tsv": "read_csv(?, delim = '\t')",
    "jsonl": "read_json(?, format = 'newline_delimited')",
    "kcat": "read_json(?, format = 'newline_delimited')",
    "parquet": "read_parquet(?)",
}

path = sys.argv[1]
ending = path.rsplit(".", 1)[-1]
keys = f"SELECT key FROM {ROWS[ending]}" if ending in ROWS else LINES
records, unique, top = (
    duckdb.connect()
    .execute(
        f"""WITH counts AS MATERIALIZED (SELECT key, count(*) AS n FROM ({keys}) GROUP BY key)
            SELECT (SELECT sum(n) FROM counts), (SELECT count(*) FROM counts),
                   (SELECT list((key::VARCHAR, n)) FROM
                     (FROM counts ORDER BY n DESC, key::VARCHAR LIMIT 10))""",
        [path],
    )
    .fetchone()
)
print(json.dumps({"records": int(records), "unique": unique, "top": top}))
