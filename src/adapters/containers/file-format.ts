import { closeSync, openSync, readSync, statSync } from "node:fs";
import { type ChosenFormat, chooseFormat, formatByMagic, hasMagic } from "#core/keys/formats.ts";
import { type KeyFile, STANDARD_INPUT } from "../find-key-files.ts";

const MAGIC_BYTES = 4;

/** The format of a file: as named, or else by its first bytes, or else by its settings and name. */
export function formatOfFile({ path, label, source }: KeyFile): ChosenFormat {
  const format = source.format === undefined ? formatByMagic(headOf(path)) : undefined;
  return format === undefined ? chooseFormat(label, source) : { format, isNamed: false };
}

/** The first bytes of a regular file; none if they cannot be read, which the reader reports. */
function headOf(path: string): Uint8Array {
  const head = new Uint8Array(MAGIC_BYTES);
  try {
    // Opening a pipe by its name would consume its first bytes.
    if (path === STANDARD_INPUT || !statSync(path).isFile()) return new Uint8Array(0);
    const file = openSync(path, "r");
    try {
      return head.subarray(0, readSync(file, head, 0, MAGIC_BYTES, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return new Uint8Array(0);
  }
}

/** @throws UserError if a folder or glob has Parquet or Avro beside other files */
export async function refuseMixedFolder(
  files: readonly (readonly [file: KeyFile, chosen: ChosenFormat])[],
): Promise<void> {
  for (const [file, { format }] of files) {
    if (!hasMagic(format)) continue;
    const other = files.find((one) => one[0].source === file.source && one[1].format !== format);
    if (other === undefined) continue;
    const { mixedFolder } = await import("#core/errors/container-messages.ts");
    throw mixedFolder(
      { label: file.label, format: String(format) },
      { label: other[0].label, format: other[1].format ?? "unknown" },
    );
  }
}
