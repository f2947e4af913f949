"""Measures record sizes like the original Python recommender: reads every record of every partition
since a point in time, with one poll per record. `poll.py BOOTSTRAP TOPIC…` prints the number and mean
size of each topic's records as JSON. It waits for the assignment, so that no partition is missed."""

import json
import sys
import time

from confluent_kafka import Consumer, TopicPartition

DAY_MS = 86_400_000


def read(consumer, topic, partition):
    low, high = consumer.get_watermark_offsets(TopicPartition(topic, partition), timeout=10)
    since = int(time.time() * 1000) - DAY_MS
    [found] = consumer.offsets_for_times([TopicPartition(topic, partition, since)], timeout=10)
    start = found.offset if found.offset >= 0 else high
    records = size = 0
    if start >= high:
        return records, size
    consumer.assign([TopicPartition(topic, partition, max(low, start))])
    while records < high - start:
        message = consumer.poll(0.8)
        if message is None:
            break
        records += 1
        size += len(message.key() or b"") + len(message.value() or b"")
        size += sum(len(name) + len(value or b"") for name, value in message.headers() or [])
    return records, size


def main(bootstrap, topics):
    settings = {"bootstrap.servers": bootstrap, "group.id": "poll", "enable.auto.commit": False}
    consumer = Consumer(settings)
    results = {}
    for topic in topics:
        partitions = consumer.list_topics(topic, timeout=10).topics[topic].partitions
        sums = [read(consumer, topic, partition) for partition in sorted(partitions)]
        records = sum(count for count, _ in sums)
        results[topic] = {"records": records, "bytes": sum(size for _, size in sums)}
    consumer.close()
    print(json.dumps(results))


main(sys.argv[1], sys.argv[2:])
