// Counts the keys of a file with a Map, with correct line ends. A latin1 character is one byte, so
// different keys stay different.
import { createReadStream } from "node:fs";
import { printSummary } from "./summary.mjs";

const CHUNK_BYTES = 1 << 20;

const perKey = new Map();
const add = (key) => perKey.set(key, (perKey.get(key) ?? 0) + 1);
const chunks = createReadStream(process.argv[2], {
  encoding: "latin1",
  highWaterMark: CHUNK_BYTES,
});

let unfinished = "";
for await (const chunk of chunks) {
  const lines = (unfinished + chunk).split("\n");
  unfinished = lines.pop();
  for (const line of lines) add(line.endsWith("\r") ? line.slice(0, -1) : line);
}
if (unfinished !== "") add(unfinished);
printSummary(perKey, (key) => Buffer.from(key, "latin1"));
