import { startsWith } from "../../bytes.ts";
import { isCompressed } from "../../compression/plain-bytes.ts";
import {
  containerTooLarge,
  encryptedParquet,
  notContainer,
  parquetNeedsFile,
  unsupportedContainer,
} from "../../errors/container-messages.ts";
import type { RandomAccess } from "../random-access.ts";
import { damagedParquet } from "./damaged.ts";
import { type Leaf, readSchema, SCHEMA_SHAPE, type Schema } from "./schema.ts";
import { type Shape, ThriftEnd, ThriftReader, type ThriftStruct } from "./thrift.ts";

const PAR1 = [0x50, 0x41, 0x52, 0x31];
const PARE = [0x50, 0x41, 0x52, 0x45];
/** The footer's length and PAR1. */
const TAIL_BYTES = 8;
const MAX_FOOTER_BYTES = 256 * 1024 * 1024;

/** One column in one row group. */
export interface ColumnChunk {
  readonly column: Leaf;
  readonly codec: number;
  readonly rows: number;
  /** The bytes of its pages; `end` is an upper bound. */
  readonly start: number;
  readonly end: number;
}

export interface ParquetFooter {
  readonly schema: Schema;
  readonly rows: number;
  /** The row groups with their number of records. */
  readonly rowGroups: readonly { readonly rows: number; chunk(column: Leaf): ColumnChunk }[];
}

/** The fields of FileMetaData (parquet.thrift) that are read. */
const FOOTER_SHAPE: Shape = {
  2: SCHEMA_SHAPE,
  3: "value",
  4: {
    1: {
      1: "value",
      3: { 1: "value", 4: "value", 5: "value", 7: "value", 9: "value", 11: "value" },
      8: "value",
    },
    3: "value",
  },
};

/** The metadata at the end of a file. @throws UserError if it cannot be read */
export async function readFooter(file: RandomAccess): Promise<ParquetFooter> {
  const { size } = file;
  const head = await file.read(0, Math.min(4, size));
  if (startsWith(head, PARE)) throw encryptedParquet();
  if (isCompressed(head)) throw parquetNeedsFile();
  if (!startsWith(head, PAR1)) {
    throw size === 0 ? damagedParquet("it is empty") : notContainer("Parquet");
  }
  if (size < 4 + TAIL_BYTES) throw damagedParquet("its footer is missing");
  const tail = await file.read(size - TAIL_BYTES, TAIL_BYTES);
  if (startsWith(tail.subarray(4), PARE)) throw encryptedParquet();
  if (!startsWith(tail.subarray(4), PAR1)) throw damagedParquet("its footer is missing");
  const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
  if (length > size - 4 - TAIL_BYTES) throw damagedParquet("its footer is missing");
  if (length > MAX_FOOTER_BYTES) throw containerTooLarge("Parquet", "footer", "256 MiB");
  const end = size - TAIL_BYTES - length;
  return parseFooter(await file.read(end, length), end);
}

/** @param end where the pages end */
function parseFooter(bytes: Uint8Array, end: number): ParquetFooter {
  const footer = parse(bytes);
  const schema = readSchema(footer.structs(2));
  const rowGroups = footer.structs(4).map((group) => {
    const chunks = group.structs(1);
    const rows = group.size(3);
    if (chunks.length !== schema.leaves.length) throw damagedParquet("a column is missing");
    return {
      rows,
      chunk: (column: Leaf) => chunkOf(chunks[column.index] as ThriftStruct, column, rows, end),
    };
  });
  const rows = footer.size(3);
  if (rowGroups.reduce((sum, group) => sum + group.rows, 0) !== rows) {
    throw damagedParquet("its row groups and the file have different numbers of records");
  }
  return { schema, rows, rowGroups };
}

function parse(bytes: Uint8Array): ThriftStruct {
  try {
    return new ThriftReader(bytes).struct(FOOTER_SHAPE);
  } catch (cause) {
    throw cause instanceof ThriftEnd ? damagedParquet("its footer ends too early", cause) : cause;
  }
}

/** Old writers do not include the dictionary's header in a chunk's size (PARQUET-816). */
const SLACK_BYTES = 100;

function chunkOf(chunk: ThriftStruct, column: Leaf, rows: number, fileEnd: number): ColumnChunk {
  if (chunk.has(8)) throw encryptedParquet();
  const data = chunk.struct(3);
  if (data === undefined) throw encryptedParquet();
  if (chunk.has(1)) throw unsupportedContainer("Parquet", "pages in other files");
  if (data.int(1) !== column.type) throw damagedParquet("a column has two types");
  if (column.repetitions === 0 && data.size(5) !== rows) {
    throw damagedParquet("a column and its row group have different numbers of values");
  }
  const first = data.size(9);
  const dictionary = data.int(11) ?? 0;
  const start = dictionary > 0 ? Math.min(dictionary, first) : first;
  const end = Math.min(start + data.size(7) + SLACK_BYTES, fileEnd);
  if (start < PAR1.length || start > end) throw damagedParquet("a column is outside the file");
  return { column, codec: data.size(4), rows, start, end };
}
