// Argument: kafkajs-legacy, murmur2-unsigned or kafka-node-keyed. In: partition counts, then one hex key per line.
// Out: one row of
// partitions per key.

import { readFileSync } from 'node:fs';

const partitioners = {
  async 'kafkajs-legacy'() {
    const { default: kafkajs } = await import('kafkajs');
    const partitioner = kafkajs.Partitioners.LegacyPartitioner();
    return (key, n) => {
      const partitionMetadata = Array.from({ length: n }, (_, partitionId) => ({ partitionId, leader: 0 }));
      return partitioner({ topic: 't', partitionMetadata, message: { key } });
    };
  },
  async 'murmur2-unsigned'() {
    const { defaultPartitioner } = await import('@platformatic/kafka');
    // Producer, before it sends: `message.partition %=
    // metadata.topics.get(message.topic).partitionsCount`
    return (key, n) => defaultPartitioner({ topic: 't', key }, key) % n;
  },
  async 'kafka-node-keyed'() {
    const { default: kafkaNode } = await import('kafka-node/lib/partitioner.js');
    const partitioner = new kafkaNode.KeyedPartitioner();
    return (key, n) => partitioner.getPartition([...Array(n).keys()], key);
  },
};

const partition = await partitioners[process.argv[2]]();
const [counts, ...keys] = readFileSync(0, 'ascii').replace(/\n$/, '').split('\n');
for (const key of keys) {
  const row = counts.split(',').map((n) => partition(Buffer.from(key, 'hex'), Number(n)));
  console.log(row.join(','));
}
