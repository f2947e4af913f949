import { readFileSync, statSync } from "node:fs";
import { textTooLarge } from "#core/errors/messages.ts";
import type { Phrase } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { readPipe } from "./pipe.ts";
import { systemError } from "./system-error.ts";

const MAX_BYTES = 64 * 1024 * 1024;

/** Reads a small text file. `subject` is its name in messages, `next` what to do about errors. */
export function readTextFile(path: string, subject: string, next: Phrase): string {
  const where = { file: path };
  let bytes: Uint8Array;
  try {
    const stats = statSync(path);
    if (stats.isCharacterDevice()) {
      throw new UserError({ what: "this is a device, not a file", where, next });
    }
    if (stats.size > MAX_BYTES) throw textTooLarge().at({ file: path });
    bytes = stats.isFIFO() ? readPipe(path, MAX_BYTES) : readFileSync(path);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw systemError(cause, subject, path, next);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UserError({ what: "the file is not UTF-8 text", where, next });
  }
}
