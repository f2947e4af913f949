import { describe, expect, it } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import { answers, bytesOf, readContainer } from "./reading.ts";

describe.each(answers)("%s", (name, { args, refused, ...answer }) => {
  const bytes = bytesOf(name);

  it(refused === undefined ? "has the keys that another reader finds" : "is refused", async () => {
    const reading = readContainer(name, bytes, args);
    if (refused === undefined) expect(await reading).toEqual(answer);
    else await expect(reading).rejects.toThrow(refused);
  });

  it.skipIf(refused !== undefined)("is right in pieces of any size", async () => {
    const sizes = [1, 2, 3, 64, 4096];
    for (const size of sizes) {
      expect(await readContainer(name, bytes, args, size)).toEqual(answer);
    }
  });
});

/** Numbers that look random and are the same in every run (Numerical Recipes' generator). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const sum = (keys: Readonly<Record<string, number>>) =>
  Object.values(keys).reduce((all, count) => all + count, 0);

/** One kind of damage each: cut, bits, the footer, a run of bytes, bytes left out, the beginning. */
function damage(whole: Uint8Array, next: (below: number) => number): Uint8Array {
  const bytes = whole.slice();
  const { length } = bytes;
  switch (next(6)) {
    case 0:
      return bytes.subarray(0, next(length));
    case 1:
      for (let i = next(4); i >= 0; i--) (bytes[next(length)] as number) ^= 1 << next(8);
      return bytes;
    case 2:
      bytes[Math.max(0, length - 1 - next(400))] = next(256);
      return bytes;
    case 3:
      return bytes.fill(next(256), next(length), next(length));
    case 4: {
      const at = next(length);
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + next(20))]);
    }
    default:
      bytes[next(Math.min(length, 400))] = next(256);
      return bytes;
  }
}

describe("damaged files", () => {
  const readable = answers.filter(([, { refused }]) => refused === undefined);

  it("are refused, or have as many records as before", async () => {
    const next = numbers(19);
    let refusals = 0;
    for (let round = 0; round < 1500; round++) {
      const chosen = readable[next(readable.length)] as (typeof readable)[number];
      const [name, { args, nulls = 0, keys = {} }] = chosen;
      const bytes = damage(bytesOf(name), next);
      const found = await readContainer(name, bytes, args).catch((error: unknown) => {
        if (!(error instanceof UserError))
          throw new Error(`${name}, round ${round}`, { cause: error });
        refusals++;
      });
      // Counts in a file may be damaged themselves; Avro may end after any block.
      if (found === undefined || /counts|\.avro$/.test(name)) continue;
      expect([name, found.nulls + sum(found.keys)]).toEqual([name, nulls + sum(keys)]);
    }
    expect(refusals).toBeGreaterThan(600);
  });

  it.each(readable.filter(([name]) => /^pages-/.test(name)))(
    "are hardly ever wrong where pages have checksums, which headers have not: %s",
    async (name, { args, ...answer }) => {
      const next = numbers(20);
      const whole = bytesOf(name);
      let wrong = 0;
      for (let round = 0; round < 150; round++) {
        const bytes = whole.slice();
        // The pages: what is behind them has no checksum.
        const at = next(Math.floor(whole.length / 2));
        (bytes[at] as number) ^= 1 << next(8);
        const found = await readContainer(name, bytes, args).catch((error: unknown) => {
          expect(error).toBeInstanceOf(UserError);
        });
        if (found !== undefined && JSON.stringify(found) !== JSON.stringify(answer)) {
          if (found.nulls !== answer.nulls || sum(found.keys) !== sum(answer.keys ?? {})) wrong++;
          else if (Object.entries(found.keys).some(([key, n]) => answer.keys?.[key] !== n)) wrong++;
        }
      }
      expect(wrong).toBeLessThan(5);
    },
  );
});
