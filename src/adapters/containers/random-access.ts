import { readSync } from "node:fs";
import { fileChanged } from "#core/errors/messages.ts";
import type { RandomAccess } from "#core/keys/random-access.ts";

/** An open file, of which any part can be read. */
export function randomAccess(
  file: number,
  size: number,
  onRead: (bytes: number) => void,
): RandomAccess {
  return {
    size,
    read(start, length) {
      const bytes = new Uint8Array(length);
      for (let done = 0; done < length; ) {
        const read = readSync(file, bytes, done, length - done, start + done);
        if (read === 0) throw fileChanged();
        done += read;
      }
      onRead(length);
      return bytes;
    },
  };
}
