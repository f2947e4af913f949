import { phrase, setting } from "./phrase.ts";
import { UserError } from "./user-error.ts";

// Errors of samples: key counts and hashes without the keys' text.

export function misnamedSample(): UserError {
  return new UserError({
    what: "this is a sample, but its name does not end in .skew",
    next: "Rename the file to end in .skew. A sample cannot be read from standard input.",
  });
}

export function mixedWithSample(): UserError {
  return new UserError({
    what: "a topic's samples (.skew) and its other key files cannot be judged together",
    next: "A sample has no keys to compare others with. Make samples of the other files too.",
  });
}

export function sampleTooLarge(): UserError {
  return new UserError({
    what: "the samples have more keys than fit in memory",
    next: phrase`Raise ${setting("memory")}, or judge fewer samples at a time.`,
  });
}

/** The baseline has a partitioner that the sample has no hashes for. */
export function sampleLacksHashes(partitioner: string): UserError {
  return new UserError({
    what: `the sample has no hashes for the baseline's partitioner ${partitioner}, so it is unknown which keys move`,
    next: `Recreate it with \`skew-contract sample --hashes\`, including ${partitioner}, or leave the baseline out.`,
  });
}
