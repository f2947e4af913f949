// Counts the keys of a file in the obvious way: readline and a Map. readline also ends lines at a
// lone
// CR, U+2028 and U+2029.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { printSummary } from "./summary.mjs";

const perKey = new Map();
const lines = createInterface({ input: createReadStream(process.argv[2]) });
lines.on("line", (key) => perKey.set(key, (perKey.get(key) ?? 0) + 1));
lines.on("close", () => printSummary(perKey, (key) => Buffer.from(key)));
