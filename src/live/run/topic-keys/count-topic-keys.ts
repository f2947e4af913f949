import { memoryBytesOf, type Resources } from "#adapters/engine/limits.ts";
import { type CountedKeys, KeyCounting } from "#adapters/key-counting.ts";
import { phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { KeyFrame } from "#core/keys/key-frame.ts";
import { innerKeySink } from "#core/keys/key-sink.ts";
import { KeyDetails } from "#core/tally/key-details.ts";
import { readTopicKeys, type TopicKeys, type TopicKeysOptions } from "./read-topic-keys.ts";
import { offsetsIn, type TopicWindow } from "./topic-window.ts";

/** Shares of all memory: tables take twice as much while they grow. */
const DETAILS_SHARE = 0.25;
const WINDOWS_SHARE = 0.25;
/** With more, the engine is faster. */
const FEW_OFFSETS = 50_000;

export interface CountOptions extends Omit<TopicKeysOptions, "sink"> {
  readonly resources: Resources;
  /** What is left out of the bytes of keys, so that what their producer hashes is counted. */
  readonly keyFrame: KeyFrame | undefined;
  /** Whether to keep the partitions, times and sizes of each key's records, which needs memory. */
  readonly hasDetails: boolean;
  /** The length of windows of time, if these are kept, too. */
  readonly windowMs: number | undefined;
}

/** The keys of a window, or of a random part of its records. Release them at the end. */
export interface CountedTopic extends CountedKeys {
  readonly read: TopicKeys;
  readonly details: KeyDetails;
}

/**
 * Counts the keys of a window in bounded memory.
 *
 * @throws UserError if there are too many for their details
 */
export async function countTopicKeys(
  window: TopicWindow,
  options: CountOptions,
): Promise<CountedTopic> {
  const { resources, keyFrame, hasDetails, windowMs, onRead } = options;
  const memoryBytes = memoryBytesOf(resources);
  const windows = windowMs && { lengthMs: windowMs, maxBytes: memoryBytes * WINDOWS_SHARE };
  const details = new KeyDetails(windows || undefined);
  const counting = new KeyCounting(resources, hasDetails ? details : undefined);
  try {
    if (offsetsIn(window) > FEW_OFFSETS) await counting.useEngine();
    const read = await readTopicKeys(window, {
      ...options,
      sink: innerKeySink(counting, keyFrame),
      onRead(done, total) {
        if (details.memoryBytes > memoryBytes * DETAILS_SHARE) throw tooManyKeys();
        onRead(done, total);
      },
    });
    return { ...(await counting.finish()), read, details };
  } catch (error) {
    await counting.release();
    throw error;
  }
}

function tooManyKeys(): UserError {
  return new UserError({
    what: "the records have more different keys than fit in memory",
    next: phrase`Read fewer records, or raise ${setting("memory")}.`,
  });
}
