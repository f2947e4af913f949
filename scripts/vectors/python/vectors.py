"""Calls the consistent partitioner of the librdkafka inside the confluent-kafka wheel.

Arguments: crc32, and the folder the wheel was installed in. In: partition counts, then one hex key per line.
Out: one row of partitions per key.
"""

import ctypes
import sys
from pathlib import Path

FUNCTIONS = {"crc32": "rd_kafka_msg_partitioner_consistent"}

name, folder = sys.argv[1:]
libraries = [path for path in Path(folder).rglob("librdkafka*") if ".so" in path.name or ".dylib" in path.name]
library = min(libraries)
partitioner = getattr(ctypes.CDLL(str(library)), FUNCTIONS[name])
# (topic, key, keylen, partition_cnt, rkt_opaque, msg_opaque): of these only the key and the count are read.
partitioner.argtypes = [
    ctypes.c_void_p,
    ctypes.c_char_p,
    ctypes.c_size_t,
    ctypes.c_int32,
    ctypes.c_void_p,
    ctypes.c_void_p,
]
partitioner.restype = ctypes.c_int32

counts = [int(count) for count in sys.stdin.readline().split(",")]
for line in sys.stdin:
    key = bytes.fromhex(line)
    print(*(partitioner(None, key, len(key), count, None, None) for count in counts), sep=",")
