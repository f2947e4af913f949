#!/usr/bin/env node
// Regenerates fixtures/vectors/*.json by calling real Kafka clients. What is needed and called:
// README.md.
//
//   node scripts/vectors/generate.mjs           write the files
//   node scripts/vectors/generate.mjs --check   compare them byte for byte, write nothing
//
// The libraries are installed and the programs built in a temporary folder, removed afterwards, or
// in $VECTORS_HOME,
// which is kept.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hexOf, keys } from './keys.mjs';
import { objectTexts, typedTexts, utf16Hex } from './typed.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, '..', '..', 'fixtures', 'vectors');
const PARTITION_COUNTS = [1, 2, 3, 6, 7, 12, 30, 31, 32, 48, 50, 96, 100, 1000];

// The versions of the others are in java/pom.xml, jvm/*.xml, go/go.mod and rust/Cargo.toml.
const NPM = { kafkajs: '2.2.4', '@platformatic/kafka': '1.35.0', 'kafka-node': '5.0.0' };
const CONFLUENT_KAFKA = '2.16.1';

const JAVA = ['java', '-cp', 'lib/*', 'Vectors.java'];
const JVM = { spring: 'Spring', debezium: 'Debezium', maxwell: 'Maxwell', kafka08: 'Kafka08' };
const inJvm = (name) => ['java', '-cp', `${name}/classes:${name}/lib/*`, JVM[name]];
const GO = ['./vectors'];
const RUST = ['target/release/vectors'];
const NODE = [process.execPath, 'vectors.mjs'];
const PYTHON = ['python3', 'vectors.py'];

const INSTALL = {
  java: [
    ['mvn', '-B', '-q', 'dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=lib'],
  ],
  jvm: Object.entries(JVM).flatMap(([name, program]) => [
    ['mvn', '-B', '-q', '-f', `${name}.xml`, 'dependency:copy-dependencies', `-DoutputDirectory=${name}/lib`],
    ['javac', '-cp', `${name}/lib/*`, '-d', `${name}/classes`, 'Rows.java', `${program}.java`],
  ]),
  go: [['go', 'build', '-o', 'vectors', '.']],
  rust: [['cargo', 'build', '--release', '--quiet']],
  node: [['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error']],
  python: [
    [
      ...['python3', '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--upgrade'],
      ...['--only-binary', ':all:', '--target', 'lib', `confluent-kafka==${CONFLUENT_KAFKA}`],
    ],
  ],
};

const SARAMA = {
  'crc32-abs': 'NewCustomHashPartitioner(crc32.NewIEEE)',
  'crc32-mask': 'NewCustomPartitioner(WithAbsFirst, WithCustomHashFunction(crc32.NewIEEE))',
  'fnv1a-unsigned': 'NewCustomPartitioner(WithHashUnsigned)',
};

const PARTITIONERS = [
  {
    name: 'murmur2',
    by: 'org.apache.kafka:kafka-clients 4.4.0, BuiltInPartitioner.partitionForKey',
    language: 'java',
    command: [...JAVA, 'murmur2'],
  },
  {
    name: 'murmur2-unsigned',
    by: `npm @platformatic/kafka ${NPM['@platformatic/kafka']}, defaultPartitioner, then % n as in Producer`,
    language: 'node',
    command: [...NODE, 'murmur2-unsigned'],
  },
  {
    name: 'kafkajs-legacy',
    by: `npm kafkajs ${NPM.kafkajs}, Partitioners.LegacyPartitioner`,
    language: 'node',
    command: [...NODE, 'kafkajs-legacy'],
  },
  {
    name: 'crc32',
    by: `librdkafka 2.16.0 (PyPI confluent-kafka ${CONFLUENT_KAFKA}), rd_kafka_msg_partitioner_consistent`,
    language: 'python',
    command: [...PYTHON, 'crc32', 'lib'],
  },
  {
    name: 'fnv1a',
    by: 'github.com/IBM/sarama v1.61.1, NewHashPartitioner',
    language: 'go',
    command: [...GO, 'fnv1a'],
  },
  {
    name: 'fnv1a-mask',
    by: 'github.com/IBM/sarama v1.61.1, NewReferenceHashPartitioner',
    language: 'go',
    command: [...GO, 'fnv1a-mask'],
  },
  ...['crc32-abs', 'crc32-mask', 'fnv1a-unsigned'].map((name) => ({
    name,
    by: `github.com/IBM/sarama v1.61.1, ${SARAMA[name]}`,
    language: 'go',
    command: [...GO, name],
  })),
  {
    name: 'kafka-node-keyed',
    by: `npm kafka-node ${NPM['kafka-node']}, KeyedPartitioner`,
    language: 'node',
    command: [...NODE, 'kafka-node-keyed'],
  },
  {
    name: 'java-hashcode',
    by: 'org.springframework.cloud:spring-cloud-stream 5.0.4, PartitionHandler.determinePartition',
    language: 'jvm',
    command: [...inJvm('spring'), 'text'],
  },
  {
    name: 'java-hashcode-mod',
    by: 'com.zendesk:maxwell 1.22.6, MaxwellKafkaPartitioner.kafkaPartition with hash default',
    language: 'jvm',
    command: [...inJvm('maxwell'), 'default'],
  },
  {
    name: 'java-hashcode-mask',
    by: 'io.debezium:debezium-core 3.4.0.Final, PartitionRouting with hash java',
    language: 'jvm',
    command: [...inJvm('debezium'), 'java', 'text'],
  },
  {
    name: 'java-bytes-hashcode',
    by: 'org.apache.kafka:kafka_2.11 0.8.2.2, ByteArrayPartitioner.partition',
    language: 'jvm',
    command: inJvm('kafka08'),
  },
  {
    name: 'maxwell-murmur3',
    by: 'com.zendesk:maxwell 1.22.6, MaxwellKafkaPartitioner.kafkaPartition with hash murmur3',
    language: 'jvm',
    command: [...inJvm('maxwell'), 'murmur3'],
  },
  {
    name: 'debezium-murmur3',
    by: 'io.debezium:debezium-core 3.4.0.Final, PartitionRouting with hash murmur',
    language: 'jvm',
    command: [...inJvm('debezium'), 'murmur', 'text'],
  },
  {
    name: 'xxh32',
    by: 'crate kafka 0.10.0 (twox-hash 1.6.3), DefaultPartitioner in a live Producer',
    language: 'rust',
    command: RUST,
  },
];
// Clients that hash objects rather than their bytes.
const OBJECTS = [
  { name: 'java-hashcode', command: [...inJvm('spring'), 'objects'] },
  { name: 'java-hashcode-mask', command: [...inJvm('debezium'), 'java', 'objects'] },
  { name: 'debezium-murmur3', command: [...inJvm('debezium'), 'murmur', 'objects'] },
];
const SERIALIZERS = {
  by: 'org.apache.kafka:kafka-clients 4.4.0, the serializer of the type, on what Java parses from the text',
  language: 'java',
  command: [...JAVA, 'serialize'],
};

// Of one topic, in a new group.
const ASSIGNORS = {
  range: 'RangeAssignor',
  roundrobin: 'RoundRobinAssignor',
  sticky: 'StickyAssignor',
  'cooperative-sticky': 'CooperativeStickyAssignor',
};
const MOST_PARTITIONS = 64;
const MOST_CONSUMERS = 20;

function run([file, ...args], cwd, input = '') {
  // What a program prints to stderr shows up in the error if it fails.
  return execFileSync(file, args, { cwd, input, encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 26 });
}

function install(home) {
  for (const [language, commands] of Object.entries(INSTALL)) {
    const dir = join(home, language);
    cpSync(join(HERE, language), dir, { recursive: true });
    if (language === 'node') {
      writeFileSync(join(dir, 'package.json'), JSON.stringify({ private: true, dependencies: NPM }));
    }
    for (const command of commands) run(command, dir);
    console.log(`installed ${language}`);
  }
}

function ask(home, { name = 'serializers', language, command }, lines) {
  const answers = run(command, join(home, language), `${lines.join('\n')}\n`).split(/\r?\n/);
  if (answers.pop() !== '' || answers.length === 0) throw new Error(`${name}: output ends within a line`);
  console.log(`${name}: ${answers.length} rows`);
  return answers;
}

function partitions(home, partitioner, hexKeys) {
  const rows = ask(home, partitioner, [PARTITION_COUNTS.join(','), ...hexKeys]).map((row) => JSON.parse(`[${row}]`));
  if (rows.length !== hexKeys.length) throw new Error(`${partitioner.name}: ${rows.length} rows`);
  for (const [i, row] of rows.entries()) {
    const placed = row.every((p, j) => p === null || (p >= 0 && p < PARTITION_COUNTS[j]));
    if (!placed || row.length !== PARTITION_COUNTS.length) {
      throw new Error(`${partitioner.name}: key ${i}: ${JSON.stringify(row)}`);
    }
  }
  return rows;
}

function objects(home) {
  const keys = objectTexts();
  const lines = keys.map(({ key_type, text }) => `${key_type} ${Buffer.from(text).toString('hex')}`);
  const answers = OBJECTS.map(({ name, command }) => [
    name,
    partitions(home, { name, language: 'jvm', command }, lines),
  ]);
  const rows = keys.map((key, i) => ({ ...key, ...Object.fromEntries(answers.map(([name, all]) => [name, all[i]])) }));
  const by = OBJECTS.map(({ name }) => PARTITIONERS.find((one) => one.name === name).by);
  return { generated_with: by, partition_counts: PARTITION_COUNTS, keys: rows };
}

function assignments(home) {
  const counts = Array.from({ length: MOST_PARTITIONS * MOST_CONSUMERS }, (_, i) => {
    return { partitions: Math.floor(i / MOST_CONSUMERS) + 1, consumers: (i % MOST_CONSUMERS) + 1 };
  });
  const lines = counts.map(({ partitions: p, consumers }) => `${p} ${consumers}`);
  const answers = Object.keys(ASSIGNORS).map((name) => {
    const command = ['java', '-cp', 'lib/*', 'Assignments.java', name];
    return [name, ask(home, { name, language: 'java', command }, lines)];
  });
  return counts.map((one, i) => ({ ...one, ...Object.fromEntries(answers.map(([name, all]) => [name, all[i]])) }));
}

function serialized(home) {
  const texts = typedTexts();
  const answers = ask(
    home,
    SERIALIZERS,
    texts.map(({ key_type, text }) => `${key_type} ${utf16Hex(text)}`),
  );
  if (answers.length !== texts.length) throw new Error(`serializers: ${answers.length} rows`);
  const rows = texts.map((entry, i) => ({ ...entry, hex: answers[i] }));
  return {
    keys: rows.filter(({ hex }) => hex !== 'rejected'),
    rejected: rows.filter(({ hex }) => hex === 'rejected').map(({ key_type, text }) => ({ key_type, text })),
  };
}

// ASCII only: lone surrogates, blanks and marks stay visible in a diff.
const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const json = (value) => JSON.stringify(value).replace(/[^ -~]/g, escaped);

// Values on one line each, lists of lists and of objects with one element per line.
function document(fields) {
  const members = Object.entries(fields).map(([name, value]) => {
    const listed = Array.isArray(value) && typeof value[0] === 'object';
    return `${json(name)}:${listed ? `[\n${value.map(json).join(',\n')}\n]` : json(value)}`;
  });
  return `{${members.join(',\n')}}\n`;
}

function documents(home) {
  const list = keys();
  const hexKeys = list.map(hexOf);
  const files = { 'keys.json': document({ keys: list }) };
  for (const partitioner of PARTITIONERS) {
    files[`${partitioner.name}.json`] = document({
      partitioner: partitioner.name,
      generated_with: partitioner.by,
      partition_counts: PARTITION_COUNTS,
      partitions: partitions(home, partitioner, hexKeys),
    });
  }
  files['object-keys.json'] = document(objects(home));
  files['assignments.json'] = document({
    generated_with: `org.apache.kafka:kafka-clients 4.4.0, assign() of ${Object.values(ASSIGNORS).join(', ')}`,
    assignments: assignments(home),
  });
  files['serialized-keys.json'] = document({ generated_with: SERIALIZERS.by, ...serialized(home) });
  return files;
}

function main() {
  const kept = process.env.VECTORS_HOME;
  const home = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), 'vectors-'));
  let files;
  try {
    install(home);
    files = documents(home);
  } finally {
    if (!kept) rmSync(home, { recursive: true, force: true });
  }
  if (process.argv.includes('--check')) {
    const differing = Object.entries(files).filter(([name, text]) => {
      const path = join(OUT, name);
      return !existsSync(path) || readFileSync(path, 'utf8') !== text;
    });
    for (const [name] of differing) console.error(`${name} differs`);
    process.exitCode = differing.length === 0 ? 0 : 1;
    return;
  }
  mkdirSync(OUT, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(OUT, name), text);
}

main();
