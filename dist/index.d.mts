/**
 * How one client turns the bytes of a key into a partition.
 *
 * Hash and placement are separate so that what-if runs hash each key once and place it
 * under many partition counts.
 */
export interface Partitioner {
	readonly name: string;
	/** Which clients place records this way, for humans. */
	readonly usedBy: string;
	/** Hash of `key[start, end)` as an unsigned 32-bit integer. */
	hash(key: Uint8Array, start: number, end: number): number;
	/** Partition 0…partitions−1 for a value of `hash`. */
	place(hash: number, partitions: number): number;
}
declare const partitioners: {
	murmur2: Partitioner;
	"murmur2-unsigned": Partitioner;
	xxh32: Partitioner;
	crc32: Partitioner;
	fnv1a: Partitioner;
	"fnv1a-mask": Partitioner;
	"kafkajs-legacy": Partitioner;
};
export type PartitionerName = keyof typeof partitioners;
declare const clients: {
	readonly java: {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly "spring-kafka": {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly "kafka-streams": {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly "kafka-connect": {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly librdkafka: {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly "confluent-kafka-python": {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly "confluent-kafka-go": {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly "confluent-kafka-dotnet": {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly "confluent-kafka-javascript": {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly "node-rdkafka": {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly "rust-rdkafka": {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly "rdkafka-ruby": {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly "php-rdkafka": {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly sarama: {
		readonly partitioner: "fnv1a";
		readonly emptyKey: "hashed";
	};
	readonly "franz-go": {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly segmentio: {
		readonly ignoresKeys: "segmentio/kafka-go writes round robin unless a Balancer is set: name that balancer's partitioner (Hash is fnv1a, ReferenceHash is fnv1a-mask, CRC32Balancer is crc32, Murmur2Balancer is murmur2)";
	};
	readonly kafkajs: {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly "kafkajs-1": {
		readonly partitioner: "kafkajs-legacy";
		readonly emptyKey: "hashed";
	};
	readonly "platformatic-kafka": {
		readonly partitioner: "murmur2-unsigned";
		readonly emptyKey: "hashed";
	};
	readonly "kafka-node": {
		readonly ignoresKeys: "kafka-node sends to one partition or round robin unless partitionerType is set";
	};
	readonly "kafka-python": {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly "kafka-python-ng": {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly aiokafka: {
		readonly partitioner: PartitionerName;
		/** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
		readonly emptyKey: "hashed" | "unplaced";
	};
	readonly "kafka-rust": {
		readonly partitioner: "xxh32";
		readonly emptyKey: "unplaced";
	};
	readonly rskafka: {
		readonly ignoresKeys: "rskafka has no partitioner: the application names the partition";
	};
	readonly "ruby-kafka": {
		readonly partitioner: "crc32";
		readonly emptyKey: "hashed";
	};
};
export type ClientName = keyof typeof clients;
/** Names of key types in a contract. */
export type KeyType = "string" | "bytes-hex" | "bytes-base64" | "short" | "int" | "long" | "float" | "double" | "uuid";
/**
 * The bytes that Kafka's serializer for this type produces (kafka-clients' StringSerializer,
 * IntegerSerializer, LongSerializer, …; numbers big-endian; a UUID as its lower-case text).
 *
 * @throws UserError where the text is not of the type, or the type is unknown
 */
export declare function serializeKey(keyType: KeyType, text: string): Uint8Array;
/** Decompresses one block; no more than `length` bytes come out, fewer are for the caller to see. */
export type Decompress = (bytes: Uint8Array, length: number) => Uint8Array | Promise<Uint8Array>;
/** What runs this brings its own: Node its zlib, a browser its streams. */
export interface Codecs {
	readonly gzip: Decompress;
	readonly deflateRaw: Decompress;
	/** Undefined where there is none. */
	readonly brotli?: Decompress | undefined;
}
/** What a reader may need of its surroundings. */
export interface ReaderContext {
	readonly codecs: Codecs;
	/** What keys are serialized as, for formats that know more than text. */
	readonly keyType: KeyType;
	/** Columns whose value a folder's name tells (`country=US/`); null is no value. */
	readonly folderColumns: ReadonlyMap<string, string | null>;
}
/** Where in a record the key and its count are; every field optional. */
export interface KeyLocation {
	/** Name of a column; its number, from 1, where there is no header. */
	readonly column?: string | number | undefined;
	/** The same; false: each row or record stands for one. */
	readonly countColumn?: string | number | false | undefined;
	/** What stands between columns, as a user writes it: `;`, `\t`, `\x01`. */
	readonly delimiter?: string | undefined;
	/** False: the first row is a record. */
	readonly header?: boolean | undefined;
	readonly pointer?: string | undefined;
	readonly countPointer?: string | undefined;
	/** What a record without the key's field is; an error unless said. */
	readonly missing?: "null" | undefined;
}
/** How a setting is called, alone or with a value. */
export type Word = (value?: string) => string;
declare const plainWords: {
	baseline: Word;
	baselineKeys: Word;
	contract: Word;
	format: Word;
	column: Word;
	countColumn: Word;
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
};
export type Setting = keyof typeof plainWords;
/** A setting in a sentence, with a value where one is shown. */
export interface Mention {
	readonly setting: Setting;
	readonly value?: string;
}
/** A sentence for doors that have all settings in it, and another one for the rest. */
export interface Alternative {
	readonly ifKnown: Phrase;
	readonly otherwise: Phrase;
}
/** Text whose settings have no names yet: the door that shows it has them. */
export type Phrase = string | Mention | Alternative | readonly Phrase[];
/** A file, or a place in it; lines and columns from 1. */
export interface FilePlace {
	readonly file: string;
	readonly line?: number;
	readonly column?: number;
}
/**
 * Where an error is: in a file, in a setting, or in something else that has a name of its own, such
 * as an environment variable, a field of a contract or the address of a broker.
 */
export type Where = FilePlace | Mention | string;
/** What is known of an error. Settings in it have no names yet; its text is raw. */
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
}
/** The same in somebody's words. */
export interface ErrorParts {
	readonly what: string;
	/** `file:line:column`, or what a setting is called. */
	readonly where?: string | undefined;
	/** The same as data, where it is a file. */
	readonly place?: FilePlace | undefined;
	readonly excerpt?: string | undefined;
	readonly next?: string | undefined;
	readonly data?: string | undefined;
}
/** Something the user can mend. The doors print it without a stack and exit with 2. */
export declare class UserError extends Error {
	readonly name = "UserError";
	readonly details: ErrorDetails;
	/** In plain words, for who is no door. */
	readonly parts: ErrorParts;
	/** By its shape: each of our bundles brings a class of its own. */
	static [Symbol.hasInstance](value: unknown): boolean;
	constructor(details: ErrorDetails, options?: ErrorOptions);
	/** The same error at a place, unless it knows a place already. */
	at(where: Where): UserError;
}
/** Several of them at once, so that one run shows everything there is to mend. */
export declare class UserErrors extends Error {
	readonly name = "UserErrors";
	readonly errors: readonly UserError[];
	/** By its shape, as a UserError. */
	static [Symbol.hasInstance](value: unknown): boolean;
	constructor(errors: readonly UserError[]);
}
/** Where readers put what they find. `bytes` may be reused after the call. */
export interface KeySink {
	/** `count` records with the key `bytes[start, end)`. */
	add(bytes: Uint8Array, start: number, end: number, count: number): void;
	/** `count` records without a key. */
	addNull(count: number): void;
}
export type NullToken = string | readonly string[];
/** Finds keys in the bytes of one file, chunk by chunk. */
export interface KeyReader {
	/** Line that is being read, from 1, for error messages; undefined where nobody counts. */
	readonly line: number | undefined;
	/** The next bytes; they may be reused after the call. */
	push(chunk: Uint8Array): void | Promise<void>;
	/** The file is over. */
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
			"header"
		];
		load: () => Promise<CreateKeyReader>;
	};
	tsv: {
		endings: string[];
		fields: readonly [
			"column",
			"countColumn",
			"delimiter",
			"header"
		];
		load: () => Promise<CreateKeyReader>;
	};
	jsonl: {
		endings: string[];
		fields: readonly [
			"pointer",
			"countPointer",
			"countColumn",
			"missing"
		];
		load: () => Promise<CreateKeyReader>;
	};
	json: {
		endings: string[];
		fields: readonly [
			"pointer",
			"countPointer",
			"countColumn",
			"missing"
		];
		load: () => Promise<CreateKeyReader>;
	};
	kcat: {
		endings: never[];
		fields: "missing"[];
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
	/** Read at any place of a file by parquet/read.ts; what comes as a stream is refused. */
	parquet: {
		endings: string[];
		fields: ("column" | "countColumn")[];
		magic: number[];
		load: () => Promise<() => KeyReader>;
	};
	avro: {
		endings: string[];
		fields: ("column" | "countColumn")[];
		magic: number[];
		load: () => Promise<CreateKeyReader>;
	};
};
export type KeyFormatName = keyof typeof keyFormats;
declare const limitFields: readonly [
	"max_partition_share",
	"max_gini",
	"max_cv",
	"max_key_share",
	"max_consumer_share",
	"min_unique_keys",
	"sample_size",
	"max_empty_keys",
	"max_null_keys"
];
export type LimitField = (typeof limitFields)[number];
/** Rules by the field of the contract that sets them up. */
export type RuleId = LimitField | "producers" | "remap";
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
/** What one topic's keys must hold to, with everything inherited and defaulted. */
export interface TopicContract {
	readonly topic: string;
	readonly partitions: number;
	readonly partitioner: PartitionerName;
	/** `unplaced`: the producer treats the empty key as no key. */
	readonly emptyKey: "hashed" | "unplaced";
	/** All clients that write the topic, where the contract names them. */
	readonly producers: readonly ClientName[];
	readonly keyType: KeyType;
	readonly nullToken?: NullToken | undefined;
	readonly keys: readonly KeySource[];
	/** Limits by the rule that checks them; shares and ratios 0…1, numbers of keys and records. */
	readonly limits: Readonly<Partial<Record<RuleId, number>>>;
	readonly consumers?: number | undefined;
	readonly keySource?: string | undefined;
	readonly severity: Readonly<Partial<Record<RuleId, Severity>>>;
	readonly failOn: FailOn;
	/** By how much of its earlier value a broken rule may be worse and still be known. */
	readonly tolerance: Readonly<Partial<Record<RuleId, number>>>;
}
/** A topic as the contract file has it, after validation by the JSON Schema. */
export interface RawTopic extends Readonly<Partial<Record<LimitField, number>>> {
	readonly partitions?: number;
	readonly keys?: RawKeys;
	readonly partitioner?: PartitionerName;
	readonly producer?: ClientName;
	readonly producers?: readonly ClientName[];
	readonly key_type?: KeyType;
	readonly null_token?: NullToken;
	readonly consumers?: number;
	readonly key_source?: string;
	readonly severity?: Partial<Record<RuleId, Severity>>;
	readonly fail_on?: Exclude<FailOn, "never">;
	readonly tolerance?: Partial<Record<LimitField, number>>;
}
export type RawKeys = RawKeySource | readonly RawKeySource[];
export type RawKeySource = string | {
	readonly path: string;
	readonly format?: KeyFormatName;
	readonly column?: string | number;
	/** Never true. */
	readonly count_column?: string | number | boolean;
	readonly delimiter?: string;
	readonly header?: boolean;
	readonly pointer?: string;
	readonly count_pointer?: string;
	readonly missing?: "null";
};
/** A piece of a text, from 1; `endColumn` is behind its last character. */
export interface Region {
	readonly line: number;
	readonly column: number;
	readonly endLine: number;
	readonly endColumn: number;
}
/** A contract file, read whole and found right. */
export interface Contract {
	readonly topics: readonly TopicContract[];
	/** Where a field of a topic begins, or the topic's name. */
	whereIs(topic: string, field?: string): FilePlace;
	/** Where the value of a topic's field stands, inherited or not; or else the topic's name. */
	regionOf(topic: string, field?: string): Region;
}
/**
 * Reads a contract from its text.
 *
 * @param file how the contract is called in error messages
 * @throws UserErrors with everything that is wrong, each with file:line:column
 */
export declare function parseContract(text: string, file?: string): Contract;
/**
 * The partition, 0…partitions−1, that a producer with this partitioner gives the key.
 *
 * @param key the serialized key, exactly the bytes the producer sends (see serializeKey)
 * @param partitions the topic's partition count, a whole number from 1 to 1,000,000
 * @throws UserError for another partition count or an unknown partitioner
 */
export declare function partitionFor(key: Uint8Array, partitions: number, partitioner?: PartitionerName): number;
/** `warn`: only rules of severity warning are broken, or what is broken is not to fail. */
export type Verdict = "pass" | "warn" | "fail";
/** A key as a report has it; null where it is not shown. */
export interface DisplayedKey {
	readonly key: string | null;
	/** The bytes in hex, where the text alone does not tell them. */
	readonly key_hex?: string;
}
/** One topic as schemas/report.schema.json describes it. Shares and ratios are 0…1. */
export interface TopicReport {
	topic: string;
	verdict: Verdict;
	partitions: number;
	partitioner: string;
	key_type: string;
	/** Where the keys came as a sample: which secret their digests are keyed by. */
	sample_secret?: string;
	/** The source file that makes the key, as the contract names it. */
	key_source?: string;
	records: number;
	placed_records: number;
	unique_keys: number;
	max_partition_share: number;
	gini: number;
	cv: number;
	max_key_share: number;
	consumers?: number;
	max_consumer_share?: number;
	empty_keys: number;
	null_keys: number;
	partitions_without_records: number;
	partition_counts: number[];
	top_partitions: {
		partition: number;
		count: number;
		share: number;
	}[];
	top_keys: (DisplayedKey & {
		count: number;
		share: number;
		partition: number;
	})[];
	expected: {
		max_partition_share: number;
		gini: number;
		cv: number;
		method: "formula" | "simulation";
		chi_square: number;
		degrees_of_freedom: number;
		p_value: number;
	};
	violations: {
		rule: string;
		severity: "error" | "warning";
		limit: number;
		actual: number;
		message: string;
		standing?: "new" | "worse" | "known";
	}[];
	/** What is different from the baseline, where one is given. */
	baseline?: {
		partitions: number;
		partitioner: string;
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
			partition: number;
			before: number | null;
			after: number;
		})[];
	};
	suggestions: string[];
}
/** The fields of one topic, named as in skew_contract.yml, and optionally its name. */
export interface TopicContractFields extends Omit<RawTopic, "keys" | "null_token"> {
	readonly topic?: string;
	readonly partitions: number;
}
/**
 * One record's key: text is serialized by the contract's key_type, bytes are taken as they are,
 * null is a record without a key.
 */
export type Key = string | Uint8Array | null | undefined;
/** A key, or a key with the number of records that have it. */
export type KeyInput = Key | CountedKey;
export interface CountedKey {
	readonly key: Key;
	readonly count: number;
}
/**
 * Judges keys by a contract, in memory and without any I/O: for use inside a test runner.
 *
 * @param contract a topic of parseContract, or its fields as in skew_contract.yml
 * @param keys one entry a record, or `{key, count}`
 * @returns the same object as a topic in the JSON report; `verdict` is pass, warn or fail
 * @throws UserErrors for a contract that is wrong, UserError for keys that cannot be judged
 */
export declare function gate(contract: TopicContractFields | TopicContract, keys: Iterable<KeyInput>): TopicReport;

export {};
