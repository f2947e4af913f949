// The functions for the reader of record batches. Addresses and sizes are in bytes.
export { unsnappy } from "../snappy";
export { crc32c, makeTables } from "./crc32c";
export { unlz4 } from "./lz4";
export { layColumns, nextRecord, readRecords, setBatch, setSpan } from "./records";
