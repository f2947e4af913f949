/**
 * How one client turns the bytes of a key into a partition.
 *
 * Hash and placement are separate so that what-if runs hash each key once and place it
 * under many partition counts.
 */
export interface Partitioner {
	readonly name: string;
	/** Hash of `key[start, end)` as an unsigned 32-bit integer. */
	readonly hash: KeyHash;
	/** Partition 0…partitions−1 for a value of `hash`. */
	place(hash: number, partitions: number): number;
	/** Whether the client hashes text, so that bytes that are not UTF-8 cannot be its keys. */
	readonly hashesText?: boolean;
	/**
	 * Where the client hashes the object before it is serialized: the hash of the serialized bytes, by
	 * key type. `undefined` if the hash of such objects cannot be predicted. Types that are not here
	 * are hashed like text.
	 */
	readonly objects?: Readonly<Partial<Record<string, KeyHash | undefined>>>;
}
export type KeyHash = (key: Uint8Array, start: number, end: number) => number;
declare const partitioners: {
	murmur2: Partitioner;
	"murmur2-unsigned": Partitioner;
	xxh32: Partitioner;
	crc32: Partitioner;
	"crc32-abs": Partitioner;
	"crc32-mask": Partitioner;
	"maxwell-murmur3": Partitioner;
	fnv1a: Partitioner;
	"fnv1a-mask": Partitioner;
	"fnv1a-unsigned": Partitioner;
	"java-bytes-hashcode": Partitioner;
	"java-hashcode": Partitioner;
	"java-hashcode-mod": Partitioner;
	"java-hashcode-mask": Partitioner;
	"kafka-node-keyed": Partitioner;
	"debezium-murmur3": Partitioner;
	"kafkajs-legacy": Partitioner;
};
export type PartitionerName = keyof typeof partitioners;
/** How else a client can be made to place keys: what to set, by the partitioner that it then uses. */
export type ClientSettings = Readonly<Partial<Record<PartitionerName, string>>>;
declare const families: {
	readonly java: "java kafka-clients spring-kafka kafka-streams kafka-connect debezium quarkus smallrye micronaut-kafka spark beam nifi logstash";
	readonly flink: "flink";
	readonly librdkafka: "librdkafka confluent-kafka confluent-kafka-python confluent-kafka-go confluent-kafka-dotnet node-rdkafka rust-rdkafka rdkafka rdkafka-ruby karafka waterdrop php-rdkafka kcat vector fluent-bit fluentd-rdkafka2";
	readonly "confluent-kafka-javascript": "confluent-kafka-javascript";
	readonly "librdkafka-murmur2": "syslog-ng posthog";
	readonly sarama: "sarama watermill";
	readonly goka: "goka";
	readonly dapr: "dapr";
	readonly kaf: "kaf";
	readonly telegraf: "telegraf";
	readonly "sarama-compatible": "otel-collector opentelemetry-collector jaeger cockroachdb";
	readonly beats: "beats filebeat metricbeat elastic-agent";
	readonly "franz-go": "franz-go";
	readonly rpk: "rpk";
	readonly kafkactl: "kafkactl";
	readonly segmentio: "segmentio kafka-go";
	readonly kafkajs: "kafkajs";
	readonly "kafkajs-1": "kafkajs-1";
	readonly "platformatic-kafka": "platformatic-kafka";
	readonly "kafka-node": "kafka-node";
	readonly "kafka-python": "kafka-python kafka-python-ng aiokafka faust";
	readonly "kafka-rust": "kafka-rust";
	readonly rskafka: "rskafka";
	readonly "ruby-kafka": "ruby-kafka delivery-boy";
	readonly "fluentd-kafka2": "fluentd-kafka2";
	readonly phpkafka: "phpkafka";
	readonly "kafka-ex": "kafka-ex";
	readonly "kafka-ex-0.10": "kafka-ex-0.10";
	readonly "spring-cloud-stream": "spring-cloud-stream";
	readonly maxwell: "maxwell";
	readonly "debezium-partition-routing": "debezium-partition-routing partition-routing";
	readonly samza: "samza";
	readonly "kafka-0.8": "kafka-0.8";
	readonly canal: "canal";
	readonly mirrormaker: "mirrormaker mirrormaker-2";
	readonly ticdc: "ticdc";
	readonly brod: "brod";
	readonly emqx: "emqx wolff";
	readonly "redpanda-connect": "redpanda-connect benthos";
	readonly fluentd: "fluentd";
};
export type ClientFamily = keyof typeof families;
export type Names<Text extends string> = Text extends `${infer First} ${infer Rest}` ? First | Names<Rest> : Text;
/** What producer and producers accept. */
export type ClientName = Names<(typeof families)[ClientFamily]>;
/** Where in a record the key and its count are; every field optional. */
export interface KeyLocation {
	/** Name of a column, or its number, from 1, if there is no header. */
	readonly column?: string | number | undefined;
	/** The same for the count; false: each row is one record. */
	readonly countColumn?: string | number | false | undefined;
	/** What separates columns, as a user writes it: `;`, `\t`, `\x01`. */
	readonly delimiter?: string | undefined;
	/** False: the first row is a record. */
	readonly header?: boolean | undefined;
	readonly pointer?: string | undefined;
	readonly countPointer?: string | undefined;
	/**
	 * The partition that the record was written to: a column, a field beside the key, or a JSON
	 * pointer.
	 */
	readonly partitionColumn?: string | number | undefined;
	/** When it was written. */
	readonly timeColumn?: string | number | undefined;
	/** Its size in bytes. */
	readonly bytesColumn?: string | number | undefined;
	/** What a record without the key's field is; an error by default. */
	readonly missing?: "null" | undefined;
}
/** How to read a key file: the fields of `keys` in a contract, except the path. */
export interface KeyReading extends KeyLocation {
	readonly format?: string | undefined;
}
/** What a setting is called, with or without a value. */
export type Word = (value?: string) => string;
declare const plainWords: {
	baseline: Word;
	baselineKeys: Word;
	contract: Word;
	format: Word;
	column: Word;
	countColumn: Word;
	partitionColumn: Word;
	timeColumn: Word;
	bytesColumn: Word;
	delimiter: Word;
	missingNull: Word;
	noCountColumn: Word;
	noHeader: Word;
	pointer: Word;
	keys: Word;
	maxShare: Word;
	memory: Word;
	partitions: Word;
	pushGateway: Word;
	threads: Word;
	sample: Word;
	ofRecords: Word;
	takenAt: Word;
	topics: Word;
	allKeys: Word;
	bootstrap: Word;
	cluster: Word;
	clusterWorkers: Word;
	config: Word;
	consumerThroughput: Word;
	factor: Word;
	formula: Word;
	keyPattern: Word;
	maxRate: Word;
	maxSampleBytes: Word;
	maxSampleRecords: Word;
	method: Word;
	minPartitions: Word;
	minThroughput: Word;
	replicationFactor: Word;
	samplingDays: Word;
	samplingTimeout: Word;
	seed: Word;
	testPartitions: Word;
	testTopic: Word;
	topicWorkers: Word;
	port: Word;
	listen: Word;
};
export type SettingId = keyof typeof plainWords;
/** A setting in a sentence, with its value if one is shown. */
export interface Mention {
	readonly setting: SettingId;
	readonly value?: string;
}
/** A sentence for doors that have all settings in it, and one for the others. */
export interface Alternative {
	readonly ifKnown: Phrase;
	readonly otherwise: Phrase;
}
/** How to read the key file of the error: these fields, and those that it was read with. */
export interface HowToRead {
	readonly howToRead: KeyReading;
}
/** An argument in a shell: the path of the error's file, or one beside it that has another name. */
export interface FileArgument {
	/** Its name if the error is about standard input. */
	readonly fileArgument: string;
	readonly change?: NameChange | undefined;
}
/** `keys.csv.bz2` → `keys.csv`; `keys.csv` → `keys-utf8.csv`; `keys.json` → `keys.jsonl` */
export type NameChange = "unpacked" | "utf8" | "records";
/** Text with settings that are not named yet: the door that shows it names them. */
export type Phrase = string | Mention | Alternative | HowToRead | FileArgument | readonly Phrase[];
/** A file, or a place in it; lines and columns from 1. */
export interface FilePlace {
	readonly file: string;
	readonly line?: number;
	readonly column?: number;
}
/**
 * Where an error is: in a file, in a setting, or in something else with a name, such as
 * an environment variable, a field of a contract or the address of a broker.
 */
export type Where = FilePlace | Mention | string;
/** Names of key types in a contract. */
export type KeyType = "string" | "bytes-hex" | "bytes-base64" | "short" | "int" | "long" | "float" | "double" | "boolean" | "uuid";
/**
 * The bytes that Kafka's serializer for this type produces (kafka-clients' StringSerializer,
 * IntegerSerializer, LongSerializer, …; numbers big-endian; a UUID as its lower-case text).
 *
 * @throws UserError if the text is not of the type, or the type is unknown
 */
export declare function serializeKey(keyType: KeyType, text: string): Uint8Array;
/** Decompresses one block to at most `length` bytes. The caller checks that there are as many. */
export type Decompress = (bytes: Uint8Array, length: number) => Uint8Array | Promise<Uint8Array>;
/** Supplied by the platform: Node's zlib, or a browser's streams. */
export interface Codecs {
	readonly gzip: Decompress;
	readonly deflateRaw: Decompress;
	/** Undefined if the platform has none. */
	readonly brotli?: Decompress | undefined;
}
/** What a reader may need besides the file. */
export interface ReaderContext {
	readonly codecs: Codecs;
	/** How keys are serialized, for formats with more types than text. */
	readonly keyType: KeyType;
	/** Columns whose value is in a folder's name (`country=US/`); null: no value. */
	readonly folderColumns: ReadonlyMap<string, string | null>;
}
/** The key file of an error. */
export interface ErrorFile {
	/** Its path, as the user wrote it or as a glob found it. */
	readonly name: string;
	/** What it was found by and read with; undefined if that is unknown. */
	readonly source?: (KeyReading & {
		readonly path: string;
	}) | undefined;
}
/** An error whose settings are not named yet. Texts are raw. */
export interface ErrorDetails {
	/** What happened, in one sentence without a full stop. */
	readonly what: Phrase;
	readonly where?: Where | undefined;
	/** The line of the file with a caret under the place, ready to print. */
	readonly excerpt?: string | undefined;
	/** What to do next, one or two sentences. */
	readonly next?: Phrase | undefined;
	/** A piece of the user's data that shows what is wrong; printed only where keys may be shown. */
	readonly data?: string | undefined;
	/** What a key file at `where` was found by and read with, so that advice can be complete. */
	readonly source?: ErrorFile["source"];
	/**
	 * Whether it depends on the columns or fields of the first records what to do next, which `next`
	 * does not say.
	 */
	readonly isAboutFields?: boolean;
	/** Whether `next` has a way to read the file for each thing that it may mean. */
	readonly isChoice?: boolean;
}
/** An error in the words of a door. */
export interface ErrorParts {
	readonly what: string;
	/** `file:line:column`, or what a setting is called. */
	readonly where?: string | undefined;
	/** The same as data, if it is in a file. */
	readonly place?: FilePlace | undefined;
	readonly excerpt?: string | undefined;
	readonly next?: string | undefined;
	readonly data?: string | undefined;
}
/** An error that the user can fix. Doors print it without a stack and exit with 2. */
export declare class UserError extends Error {
	readonly name = "UserError";
	readonly details: ErrorDetails;
	/** In neutral words, for callers that are not doors. */
	readonly parts: ErrorParts;
	/** By shape, because each bundle has its own copy of this class. */
	static [Symbol.hasInstance](value: unknown): boolean;
	constructor(details: ErrorDetails, options?: ErrorOptions);
	/**
	 * The same error with a place, unless it already has one.
	 *
	 * @param source what a key file was found by and read with
	 */
	at(where: Where, source?: ErrorDetails["source"]): UserError;
}
/** Several errors at once, so that one run shows everything there is to fix. */
export declare class UserErrors extends Error {
	readonly name = "UserErrors";
	readonly errors: readonly UserError[];
	/** By shape, like UserError. */
	static [Symbol.hasInstance](value: unknown): boolean;
	constructor(errors: readonly UserError[]);
}
declare const detailFields: readonly [
	"partition",
	"time",
	"bytes"
];
export type DetailField = (typeof detailFields)[number];
/**
 * What is known about the records of a row besides their key; undefined: unknown. The object is
 * reused for the next row, so copy it to keep it.
 */
export interface RecordDetails {
	/** The partition that they were written to, from 0. */
	readonly partition?: number | undefined;
	/** When they were written, in ms since the epoch. */
	readonly timeMs?: number | undefined;
	/** Their total size. */
	readonly bytes?: number | undefined;
	/** Whether the user named the partition's column, so that it must be one of the topic's. */
	readonly isPartitionNamed?: boolean | undefined;
}
declare const keyFrames: readonly [
	"none",
	"confluent",
	"windowed",
	"windowed-session"
];
export type KeyFrame = (typeof keyFrames)[number];
/** Receives what readers find. `bytes` may be reused after the call. */
export interface KeySink {
	/** `count` records with the key `bytes[start, end)`, and what else is known about them. */
	add(bytes: Uint8Array, start: number, end: number, count: number, details?: RecordDetails): void;
	/** `count` records without a key. */
	addNull(count: number, details?: RecordDetails): void;
}
export type NullToken = string | readonly string[];
/** How a time is written. */
export type TimeUnit = "s" | "ms" | "\u00B5s" | "ns" | "ISO 8601";
/** Where one of the details is in a file. */
export interface DetailPlace {
	readonly field: DetailField;
	/** The name or number of a column, the name of a field, or a JSON pointer. */
	readonly column: string;
	/** Whether the user named it. If not, it was recognized by its name, and records may lack it. */
	readonly isNamed: boolean;
}
/** Where the details of all further records are. */
export interface DetailPlan<Place extends DetailPlace> {
	readonly places: readonly Place[];
	/** The unit of all times; undefined if the user did not name their place. */
	readonly unit: TimeUnit | undefined;
}
/** A detail at a path of names in an object, from the outermost one on. */
export interface PathPlace extends DetailPlace {
	readonly path: readonly string[];
}
/**
 * How a reader will read all further rows, whatever they hold: once the header is read, and once it is
 * clear that no column was taken for another. Faster readers go on from there.
 */
export type RowPlan = CellPlan | JsonPlan;
/** Rows of cells; columns from 0. */
export interface CellPlan {
	readonly kind: "cells";
	/** One byte between cells. */
	readonly delimiter: number;
	readonly hasQuotes: boolean;
	readonly key: number;
	/** −1: each row is one record. */
	readonly count: number;
	/** Cells of a row. */
	readonly width: number;
	/** Whether a row of more cells is wrong. */
	readonly isExact: boolean;
	readonly details: DetailPlan<DetailPlace & {
		readonly at: number;
	}>;
}
/** A record of JSON a line. */
export interface JsonPlan {
	readonly kind: "jsonl" | "kcat";
	/** With everything that the reader has determined, so that nothing is guessed. */
	readonly location: KeyLocation;
	readonly details: DetailPlan<PathPlace>;
}
/** Finds keys in the bytes of one file, chunk by chunk. */
export interface KeyReader {
	/** The current line, from 1, for error messages; undefined if lines are not counted. */
	readonly line: number | undefined;
	/** After the end of the file: whether it had counts. */
	readonly hasCounts?: boolean;
	/** How all further rows are read; undefined where that is not clear yet, or in the middle of one. */
	readonly plan?: RowPlan | undefined;
	/** The next bytes; they may be reused after the call. */
	push(chunk: Uint8Array): void | Promise<void>;
	/** The end of the file. */
	end(): void | Promise<void>;
}
export type CreateKeyReader = (sink: KeySink, location: KeyLocation, context: ReaderContext) => KeyReader;
declare const keyFormats: {
	lines: {
		endings: never[];
		fields: never[];
		load: () => Promise<CreateKeyReader>;
	};
	csv: {
		endings: string[];
		fields: readonly [
			"column",
			"countColumn",
			"delimiter",
			"header",
			"partitionColumn",
			"timeColumn",
			"bytesColumn"
		];
		load: () => Promise<CreateKeyReader>;
	};
	tsv: {
		endings: string[];
		fields: readonly [
			"column",
			"countColumn",
			"delimiter",
			"header",
			"partitionColumn",
			"timeColumn",
			"bytesColumn"
		];
		load: () => Promise<CreateKeyReader>;
	};
	jsonl: {
		endings: string[];
		fields: readonly [
			"pointer",
			"countPointer",
			"countColumn",
			"missing",
			"partitionColumn",
			"timeColumn",
			"bytesColumn"
		];
		load: () => Promise<CreateKeyReader>;
	};
	json: {
		endings: string[];
		fields: readonly [
			"pointer",
			"countPointer",
			"countColumn",
			"missing",
			"partitionColumn",
			"timeColumn",
			"bytesColumn"
		];
		load: () => Promise<CreateKeyReader>;
	};
	kcat: {
		endings: never[];
		fields: ("partitionColumn" | "timeColumn" | "bytesColumn" | "missing")[];
		load: () => Promise<CreateKeyReader>;
	};
	console: {
		endings: never[];
		fields: "delimiter"[];
		load: () => Promise<CreateKeyReader>;
	};
	uniq: {
		endings: never[];
		fields: never[];
		load: () => Promise<CreateKeyReader>;
	};
	/** Read with random access by parquet/read.ts; streams are refused. */
	parquet: {
		endings: string[];
		fields: ("column" | "countColumn" | "partitionColumn" | "timeColumn" | "bytesColumn")[];
		magic: number[];
		load: () => Promise<() => KeyReader>;
	};
	avro: {
		endings: string[];
		fields: ("column" | "countColumn" | "partitionColumn" | "timeColumn" | "bytesColumn")[];
		magic: number[];
		load: () => Promise<CreateKeyReader>;
	};
};
export type KeyFormatName = keyof typeof keyFormats;
declare const assignors: readonly [
	"range",
	"roundrobin",
	"sticky",
	"cooperative-sticky"
];
export type Assignor = (typeof assignors)[number];
declare const RECORDED = "recorded";
/** What decides the partitions. */
export type PlacementName = PartitionerName | typeof RECORDED;
/** What records are grouped by: windows of time, or so many records one after another. */
export interface Window {
	readonly unit: "ms" | "records";
	readonly length: number;
	/** Whether only what can be measured is: not without times, and in wider windows if records are few. */
	readonly isOptional?: boolean;
}
/**
 * Shares of the bytes, 0…1, of the records whose size is known and that get a partition from their key. If
 * records are judged where they were written, of those with a partition, and for keys of those with a key.
 * Undefined if there are no such bytes, or if they were not added up by key.
 */
export interface BytesShares {
	readonly maxPartitionBytesShare?: number | undefined;
	readonly maxKeyBytesShare?: number | undefined;
}
/** How many keys have a number of records, by that number; only the ratios of the numbers matter. */
export type KeysByCount = ReadonlyMap<number, number>;
/**
 * What ideal random hashing would give for keys of these frequencies.
 *
 * With f_i the share of key i over P partitions, each partition's share is Σ f_i·B_i with B_i
 * Bernoulli(1/P). Its variance is Σf_i²·(1/P)(1 − 1/P), so the squared sample CV over the
 * partitions has the expectation P·Σf_i². Of a normal load with mean μ and standard deviation σ
 * the Gini coefficient is σ/(μ√π) (Gini mean difference 2σ/√π, halved and divided by μ); over
 * the P partitions themselves that is (P − 1)/P·CV/√π.
 */
export interface ExpectedSpread {
	/** √(P·Σf²), exact. */
	readonly cv: number;
	readonly gini: number;
	readonly maxPartitionShare: number;
	/** Whether gini and maxPartitionShare come from a formula or are means of a seeded simulation. */
	readonly method: "formula" | "simulation";
}
/** How unusual an observed CV is under random hashing of the same keys. */
export interface Luck {
	/** (P − 1)·CV² / (P·Σf²) */
	readonly chiSquare: number;
	readonly degreesOfFreedom: number;
	/** Share of random hashings that spread the keys at least as unevenly. */
	readonly pValue: number;
}
/** How evenly the records spread. Shares are of the records that get a partition from their key. */
export interface Spread {
	readonly partitions: number;
	readonly maxPartitionShare: number;
	readonly gini: number;
	/** Sample coefficient of variation, as a ratio. */
	readonly cv: number;
	/** Share of the hottest single key. */
	readonly maxKeyShare: number;
	/** Share of the busiest consumer, if the contract sets how many there are. */
	readonly maxConsumerShare?: number | undefined;
}
export interface HotPartition {
	readonly partition: number;
	readonly count: number;
	readonly share: number;
}
export interface HotKey {
	readonly key: Uint8Array;
	/** Undefined if records are judged where they were written, and none of this key says where. */
	readonly partition: number | undefined;
	readonly count: number;
	readonly share: number;
}
/** All measures of one topic's keys. */
export interface Measures extends Spread, BytesShares {
	/** All records read, with or without a key. */
	readonly records: number;
	/** Records that get a partition from their key. */
	readonly placedRecords: number;
	/** Records that shares of keys are shares of: those placed, but if judged where written, those with a key. */
	readonly keyRecords: number;
	readonly uniqueKeys: number;
	/** Of the records that get a partition from their key. */
	readonly keysByCount: KeysByCount;
	readonly emptyKeys: number;
	readonly nullKeys: number;
	/** Records per partition. */
	readonly partitionCounts: Float64Array;
	readonly partitionsWithoutRecords: number;
	/** Up to 10, hottest first. */
	readonly hottestPartitions: readonly HotPartition[];
	/** Up to 11, hottest first; equal counts in the order of their bytes. */
	readonly hottestKeys: readonly HotKey[];
	/** Σf² over the keys' shares of the placed records. */
	readonly squaredKeyShares: number;
	/** What ideal random hashing of the same keys would give; undefined if no record has a partition. */
	readonly expected: (ExpectedSpread & Luck) | undefined;
	/** 99th percentile of the hottest partition's share in windows, if the contract sets any and enough count. */
	readonly maxWindowShare?: number | undefined;
}
declare const samplings: readonly [
	"census",
	"random"
];
export type Sampling = (typeof samplings)[number];
/** What must be alike in topics that are joined, as another topic of the contract has it. */
export interface JoinedTopic {
	readonly topic: string;
	readonly partitions: number;
	/** If `isRecorded`, what is used where a hash is needed: the one that was found, if there is one. */
	readonly partitioner: PartitionerName;
	/** Whether records are judged by the partitions that they were written to. */
	readonly isRecorded: boolean;
	/** `unplaced`: the producer treats the empty key as no key. */
	readonly emptyKey: "hashed" | "unplaced";
	readonly keyType: KeyType;
	/** Undefined: keys carry nothing else. */
	readonly keyFrame?: KeyFrame | undefined;
}
declare const limitFields: readonly [
	"max_partition_share",
	"max_gini",
	"max_cv",
	"max_key_share",
	"max_consumer_share",
	"max_partition_bytes_share",
	"max_key_bytes_share",
	"max_window_share",
	"min_unique_keys",
	"sample_size",
	"max_empty_keys",
	"max_null_keys",
	"min_known_keys"
];
export type LimitField = (typeof limitFields)[number];
/** Rules, by the contract field that configures them. */
export type RuleId = LimitField | "producers" | "partitioner" | "remap" | "confidence" | "schema_ids" | "co_partitioned" | "partition_count";
export type Severity = "error" | "warning" | "off";
declare const failOnModes: readonly [
	"any",
	"new",
	"never"
];
export type FailOn = (typeof failOnModes)[number];
/** Where a topic's keys are and how to read them. */
export interface KeySource extends KeyLocation {
	/** File, glob, folder, or `-` for standard input; relative to the contract. */
	readonly path: string;
	readonly format?: KeyFormatName | undefined;
}
/** What one topic's keys must satisfy, with inherited and default values filled in. */
export interface TopicContract extends JoinedTopic {
	/** What the contract says of a topic that is judged as it is on a cluster; undefined elsewhere. */
	readonly stated?: Stated | undefined;
	/** Its file, from the root of the repository; only if several contracts are judged together. */
	readonly contractFile?: string | undefined;
	/** The clients that do not place records by their keys, with what they hash instead. */
	readonly hashedValues?: readonly {
		readonly client: ClientName;
		readonly value: string;
	}[] | undefined;
	/** All clients that write the topic, if the contract names them: `sarama`, `sarama (murmur2)`. */
	readonly producers: readonly string[];
	/** The same, with where they place keys. */
	readonly producerPlacements: readonly Producer[];
	/** The client whose default places the keys, if the contract names one. */
	readonly producer?: ClientName | undefined;
	/** The key_type that was hashed, if keys are shown as another one: digests are, in hex. */
	readonly hashedAs?: KeyType | undefined;
	readonly nullToken?: NullToken | undefined;
	readonly keys: readonly KeySource[];
	/** Whether the keys are those of all records or of a random part; undefined where it is not said. */
	readonly sample?: Sampling | undefined;
	/** Limits by the rule that checks them; shares and ratios 0…1, numbers of keys and records. */
	readonly limits: Readonly<Partial<Record<RuleId, number>>>;
	readonly consumers?: number | undefined;
	/** Undefined: range. */
	readonly assignor?: Assignor | undefined;
	/** What max_window_share looks at. */
	readonly window?: Window | undefined;
	readonly keySource?: string | undefined;
	readonly severity: Readonly<Partial<Record<RuleId, Severity>>>;
	readonly failOn: FailOn;
	/** How much worse a broken rule may be and still be known, as a share of its earlier value. */
	readonly tolerance: Readonly<Partial<Record<RuleId, number>>>;
	/** The topics that it is joined with, by co_partitioned; undefined if there are none. */
	readonly joinedWith?: readonly JoinedTopic[] | undefined;
}
/** What a contract says and a cluster may not follow. */
export interface Stated {
	readonly partitions: number;
	/** Undefined if it is `recorded`. */
	readonly partitioner: PartitionerName | undefined;
}
/** A client that writes a topic. */
export interface Producer {
	/** Undefined if only its partitioner is named. */
	readonly client: ClientName | undefined;
	readonly partitioner: PartitionerName;
	readonly emptyKey: "hashed" | "unplaced";
	readonly keyType: KeyType;
	/** Whether the contract names the partitioner, rather than only the client. */
	readonly isConfigured: boolean;
	/** Whether it is configured to ignore keys, so that any partition may get any key. */
	readonly ignoresKeys: boolean;
	/** How it can be made to place keys in another way. */
	readonly settings: ClientSettings;
	/** What to set so that it does not ignore keys any more. */
	readonly keysAgain: string;
	/** Where a contract file names it. */
	readonly where?: FilePlace | undefined;
}
/** A client by its name, for its default, or how it is configured. */
export type RawProducer = ClientName | {
	readonly client?: ClientName;
	readonly partitioner?: PartitionerName;
	readonly key_type?: KeyType;
	readonly empty_keys?: "hashed" | "unplaced";
	readonly ignore_keys?: boolean;
};
/** A topic as the contract file has it, after validation by the JSON Schema. */
export interface RawTopic extends Readonly<Partial<Record<LimitField, number>>> {
	readonly partitions?: number;
	readonly keys?: RawKeys;
	readonly partitioner?: PlacementName;
	readonly producer?: ClientName;
	readonly producers?: readonly RawProducer[];
	readonly empty_keys?: "hashed" | "unplaced";
	readonly key_type?: KeyType;
	readonly key_frame?: KeyFrame;
	readonly null_token?: NullToken;
	readonly sample?: Sampling;
	readonly consumers?: number;
	readonly assignor?: Assignor;
	/** `1m` */
	readonly window?: string;
	readonly window_records?: number;
	readonly key_source?: string;
	readonly severity?: Partial<Record<RuleId, Severity>>;
	readonly fail_on?: Exclude<FailOn, "never">;
	readonly tolerance?: Partial<Record<Exclude<LimitField, "min_known_keys">, number>>;
}
export type RawKeys = RawKeySource | readonly RawKeySource[];
export type RawKeySource = string | {
	readonly path: string;
	readonly format?: KeyFormatName;
	readonly column?: string | number;
	/** Never true. */
	readonly count_column?: string | number | boolean;
	readonly partition_column?: string | number;
	readonly time_column?: string | number;
	readonly bytes_column?: string | number;
	readonly delimiter?: string;
	readonly header?: boolean;
	readonly pointer?: string;
	readonly count_pointer?: string;
	readonly missing?: "null";
};
/** A range in a text; lines and columns from 1, `endColumn` is after the last character. */
export interface Region {
	readonly line: number;
	readonly column: number;
	readonly endLine: number;
	readonly endColumn: number;
}
/** A contract file that is valid. */
export interface Contract {
	readonly topics: readonly TopicContract[];
	/** Where a field of a topic begins, or the topic's name. */
	whereIs(topic: string, field?: string): FilePlace;
	/** The value of a topic's field, inherited or not; the topic's name if it has no such field. */
	regionOf(topic: string, field?: string): Region;
}
/**
 * Reads a contract from its text.
 *
 * @param file the contract's name in error messages
 * @throws UserErrors with everything that is wrong, each with file:line:column
 */
export declare function parseContract(text: string, file?: string): Contract;
/**
 * The partition, 0…partitions−1, that a producer with this partitioner gives the key.
 *
 * @param key the serialized key, exactly the bytes the producer sends (see serializeKey)
 * @param partitions the topic's partition count, a whole number from 1 to 1,000,000
 * @param keyType matters to partitioners that hash an object before it is serialized
 * @throws UserError for another partition count, an unknown partitioner, or a key that its clients
 * cannot have or whose partition cannot be predicted
 */
export declare function partitionFor(key: Uint8Array, partitions: number, partitioner?: PartitionerName, keyType?: KeyType): number;
/** A key inside a sentence; reports decide how much of it to show. */
export interface KeyMention {
	readonly key: Uint8Array;
	/** Text that is nobody's data, which reports show wherever they show keys at all. */
	readonly isPublic?: true;
}
/** What a remedy changes about the sample. */
export type SampleChange = Partial<Pick<Measures, "records" | "uniqueKeys" | "placedRecords" | "emptyKeys" | "nullKeys">>;
/** The measures of a simulation that are not those of today's keys. */
export type SimulatedMeasures = Spread & Required<SampleChange> & Pick<Measures, "partitionCounts">;
/** A remedy as a program can apply it, with what the gate then finds. */
export interface Remedy {
	/**
	 * `salt`: records of each of the keys go in turn to `ways` keys, with #0, #1, … added; `split`: the keys
	 * get another topic, and the rest is judged; `partitions`: another partition count; `null_token`: the
	 * placeholder is read as a null key; `key_code`: the code that creates the placeholder is fixed.
	 */
	readonly kind: "salt" | "split" | "partitions" | "null_token" | "key_code";
	/** Hottest first. */
	readonly keys?: readonly KeyMention[];
	readonly ways?: number;
	readonly partitions?: number;
	readonly placeholder?: KeyMention;
	/** Undefined if nobody can know. */
	readonly outcome?: Outcome;
}
export interface Outcome {
	readonly predicted: SimulatedMeasures;
	/**
	 * Whether all rules of the contract pass, apart from differences from a baseline; undefined if that
	 * depends on limits that are not simulated.
	 */
	readonly meetsContract: boolean | undefined;
}
/** `warn`: rules are broken, but only those of severity warning or those that `failOn` lets pass. */
export type Verdict = "pass" | "warn" | "fail";
/** A key in a report; null if it is not shown. */
export interface DisplayedKey {
	readonly key: string | null;
	/** The bytes in hex, if the text does not determine them. */
	readonly key_hex?: string;
}
/** A broken rule in the JSON report. */
export interface ReportedViolation {
	rule: string;
	severity: "error" | "warning";
	limit: number;
	actual: number;
	message: string;
	standing?: "new" | "worse" | "known";
	/** What a rule was that a baseline knows to be broken when one first did. */
	first?: {
		actual: number;
		placed_records: number;
		unique_keys: number;
		squared_light_key_shares: number;
		heavy_keys_share: number;
	};
}
/** The differences from the baseline in the JSON report. */
export interface ReportedChange {
	partitions: number;
	partitioner: string;
	/** Left out where it is not known, as of digests. */
	key_type?: string;
	/** Different keys in the baseline. */
	unique_keys?: number;
	/** Whether the key is made of something else than in the baseline. */
	key_changed?: boolean;
	/** Whether every key is in one record only, although keys used to be in several. */
	may_be_deduplicated?: boolean;
	/** Only with the earlier keys. Shares 0…1 of the records with a key. */
	known_keys?: {
		earlier_keys: number;
		kept_keys: number;
		kept_share: number;
		known_share: number;
	};
	measures: {
		rule: string;
		before: number;
		after: number;
	}[];
	mended: string[];
	moved_keys: number;
	gained_partitions: {
		partition: number;
		before: number;
		after: number;
	}[];
	hot_keys: (DisplayedKey & {
		partition?: number;
		before: number | null;
		after: number;
	})[];
}
export interface ReportedInterval {
	low: number;
	high: number;
}
/** What a random sample says about its topic, in the JSON report. Shares are 0…1. */
export interface ConfidenceReport {
	/** Left out unless the keys are a random sample. */
	confidence?: {
		level: number;
		max_partition_share: ReportedInterval;
		gini: ReportedInterval;
		gini_by_sampling: number;
		unseen_share: number;
		undecided: {
			rule: string;
			limit: number;
			enough_records?: number;
		}[];
	};
}
/** What a cluster says of a topic, as schemas/report.schema.json has it. */
export interface ClusterReport {
	/** Where `cleanup.policy` may be read. */
	cleanup_policy?: string;
	/** Whether the numbers of records are estimates. */
	is_estimate: boolean;
	partition_offsets: number[];
	partition_records: number[];
	/** On the disk of each leader; null where that is not known. */
	partition_bytes?: (number | null)[];
	/** Left out if they may not be seen. */
	groups?: GroupReport[];
}
export interface GroupReport {
	group: string;
	state: string;
	/** Records that were not read, by partition; null where no offset is committed. */
	lags?: (number | null)[];
	busiest_consumer?: {
		consumers: number;
		client_id: string;
		host: string;
		partitions: number[];
		share: number;
	};
}
/** The optional fields of a JSON report that say what is known of records besides their keys. */
export interface DetailsReport {
	/** As the contract says; left out where it does not. */
	sample?: "census" | "random";
	/** Where records were written, and whether the contract's partitioner gives the same. */
	recorded_partitions?: {
		records: number;
		compared_records: number;
		agreeing_records: number;
		outside_records: number;
		counts: number[];
		null_records?: number;
		found?: FoundReport;
	};
	/** When records were written, in ISO 8601. */
	time_span?: {
		records: number;
		first?: string;
		last: string;
	};
	/** Sizes of records; shares 0…1, by the partitions that the contract's partitioner gives. */
	record_bytes?: {
		records: number;
		total: number;
		max_partition_share: number;
		max_key_share?: number;
		partition_bytes: number[];
		top_keys?: (DisplayedKey & {
			bytes: number;
			share: number;
			partition?: number;
		})[];
	};
	/** The windows of max_window_share: of time, or of records in order. */
	windows?: {
		length_ms?: number;
		length_records?: number;
		/** The length in the contract, if there were too many windows of it. */
		widened_from_ms?: number;
		widened_from_records?: number;
		records: number;
		windows: number;
		/** Those with at least `least_records` records. */
		counted_windows: number;
		least_records: number;
		/** What the same records in random order give; only if enough windows count. */
		expected_max_share?: number;
		/** Where the share is, if it is an estimate. */
		estimate?: {
			low: number;
			high: number;
		};
	};
	/** The topic as it is on a cluster. */
	cluster?: ClusterReport;
}
/** Which partitioners explain where records were written. */
export interface FoundReport {
	records: number;
	keys: number;
	split_keys: number;
	partitioners: {
		names: string[];
		record_share: number;
		key_share: number;
	}[];
	nearest?: {
		name: string;
		record_share: number;
	};
}
/** A topic that this one is joined with, in the JSON report. */
export interface JoinReport {
	topic: string;
	/** What must be alike and is not: the field of the contract, and the values of both topics. */
	differences: {
		field: string;
		own: string;
		other: string;
	}[];
	/** Left out, like the fields below, if the keys were not compared. */
	common_keys?: number;
	/** Those in partitions of the same number. */
	meeting_keys?: number;
	/** Of this topic: records with a common key, and those whose key meets. */
	common_records?: number;
	meeting_records?: number;
	/** Why the keys were not compared. */
	not_compared?: string;
}
export interface JoinsReport {
	/** The topics that it is joined with, by the contract's co_partitioned. */
	co_partitioned?: JoinReport[];
}
/** A remedy as schemas/report.schema.json describes it. */
export interface RemedyReport {
	kind: Remedy["kind"];
	/** Hottest first. */
	keys?: DisplayedKey[];
	/** How many keys each of them becomes. */
	ways?: number;
	/** The new partition count. */
	partitions?: number;
	/** The text that says that there is no value; null if keys are not shown. */
	placeholder?: string | null;
	/** What the gate finds once the remedy is applied to these keys. */
	predicted?: {
		records: number;
		placed_records: number;
		unique_keys: number;
		max_partition_share: number;
		gini: number;
		cv: number;
		max_key_share: number;
		max_consumer_share?: number;
		empty_keys: number;
		null_keys: number;
	};
	/** Whether it then finds no broken rule, apart from differences from a baseline; left out if unknown. */
	meets_contract?: boolean;
}
/** One topic as schemas/report.schema.json describes it. Shares and ratios are 0…1. */
export interface TopicReport extends DetailsReport, ConfidenceReport, JoinsReport {
	topic: string;
	/** The contract's file, from the root of the repository, if several contracts were judged. */
	contract?: string;
	verdict: Verdict;
	partitions: number;
	partitioner: string;
	key_type: string;
	key_frame?: string;
	/** The ids of a Schema Registry in the keys, the one with the most records first. */
	schema_ids?: {
		id: number;
		keys: number;
		records: number;
	}[];
	/** If the keys came from a sample: identifies the secret of their digests. */
	sample_secret?: string;
	/** The source file that creates the key, as the contract names it. */
	key_source?: string;
	records: number;
	placed_records: number;
	unique_keys: number;
	max_partition_share: number;
	gini: number;
	cv: number;
	max_key_share: number;
	/** Σf² over the shares of the keys: how much measures vary from sample to sample. */
	squared_key_shares?: number;
	consumers?: number;
	assignor?: string;
	max_consumer_share?: number;
	/** 99th percentile over windows of time, if the contract sets any and enough count. */
	max_window_share?: number;
	empty_keys: number;
	null_keys: number;
	partitions_without_records: number;
	partition_counts: number[];
	top_partitions: {
		partition: number;
		count: number;
		share: number;
	}[];
	/** The partition is left out if it is not known where records of the key were written. */
	top_keys: (DisplayedKey & {
		count: number;
		share: number;
		partition?: number;
	})[];
	/** Left out if no record gets its partition from its key. */
	expected?: {
		max_partition_share: number;
		gini: number;
		cv: number;
		method: "formula" | "simulation";
		chi_square: number;
		degrees_of_freedom: number;
		p_value: number;
	};
	violations: ReportedViolation[];
	/** The rules whose limits could not be judged, and why; left out if there are none. */
	not_judged?: {
		rule: string;
		limit: number;
		reason: string;
	}[];
	/** The differences from the baseline, if there is one. */
	baseline?: ReportedChange;
	suggestions: string[];
	/** What the suggestions advise, as data. */
	remedies?: RemedyReport[];
}
/** What a program passes with a key; undefined or missing: unknown. */
export interface GivenDetails {
	/** The partition that the record was written to, from 0. */
	readonly partition?: number | undefined;
	/** A Date, a number since the epoch in s, ms, µs or ns, or ISO 8601. */
	readonly time?: Date | number | string | undefined;
	/** The total size of the records. */
	readonly bytes?: number | undefined;
}
/** The fields of one topic, named as in skew_contract.yml, and optionally its name. */
export interface TopicContractFields extends Omit<RawTopic, "keys" | "null_token"> {
	readonly topic?: string;
	readonly partitions: number;
}
/**
 * One record's key. Text is serialized by the contract's key_type, bytes are used as they are, and
 * null is a record without a key.
 */
export type Key = string | Uint8Array | null | undefined;
/** A key, or a key with its number of records. */
export type KeyInput = Key | CountedKey;
/** A key with the number of its records, and with what else is known of them. */
export interface CountedKey extends GivenDetails {
	readonly key: Key;
	readonly count: number;
}
/** What else `gate` takes. */
export interface GateOptions {
	/** What to compare with: the report on earlier keys, or the earlier keys themselves. */
	readonly baseline?: TopicReport | Iterable<KeyInput> | undefined;
}
/**
 * Judges keys by a contract, in memory and without I/O, for use in a test runner.
 *
 * @param contract a topic returned by parseContract, or its fields as in skew_contract.yml
 * @param keys one entry per record, or `{ key, count }` with optional partition, time and bytes
 * @returns the topic's entry in the JSON report; `verdict` is pass, warn or fail
 * @throws UserErrors if the contract is invalid, UserError if the keys cannot be judged
 */
export declare function gate(contract: TopicContractFields | TopicContract, keys: Iterable<KeyInput>, { baseline }?: GateOptions): TopicReport;

export {};
