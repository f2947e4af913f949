#!/bin/sh
# Counts the keys of a file by sorting them: the ten hottest lines of `uniq -c`, then two numbers.
export LC_ALL=C
sed 's/\r$//' "$1" | sort | uniq -c | sort -s -k1,1nr |
  awk '{ records += $1 } NR <= 10 { print } END { printf "%d %d\n", records, NR }'
