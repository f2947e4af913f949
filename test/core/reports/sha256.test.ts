import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sha256 } from "#core/reports/sha256.ts";
import { utf8 } from "../../support/judge-keys.ts";

const reference = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

// NIST, examples of SHA-256: one block, two blocks.
it.each([
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
])("is NIST's of %j", (text, hash) => {
  expect(sha256(utf8(text))).toBe(hash);
});

it("is Node's at every length round the ends of blocks", () => {
  for (let length = 0; length <= 200; length++) {
    const bytes = new Uint8Array(length).fill(0xa5);
    expect(sha256(bytes), `${length} bytes`).toBe(reference(bytes));
  }
});

it("is Node's for any bytes", () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(bytes, (key) => {
      expect(sha256(key)).toBe(reference(key));
    }),
  );
  const long = new Uint8Array(2 ** 20).map((_, i) => i * 31);
  expect(sha256(long)).toBe(reference(long));
});
