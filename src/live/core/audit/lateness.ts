import type { RecordDetails } from "#core/keys/details/record-details.ts";
import type { KeySink } from "#core/keys/key-sink.ts";

/** The 97.5th percentile of the normal distribution. */
const Z = 1.96;

/**
 * Counts records that follow, in their partition, one of a later window: a look-up of offsets by time
 * counts them in that window. Records of a partition must come in the order of their offsets.
 */
export class Lateness implements KeySink {
  readonly #target: KeySink;
  readonly #windowMs: number;
  /** By partition: the latest window so far. */
  readonly #latest: number[] = [];
  #timed = 0;
  #late = 0;

  constructor(target: KeySink, windowMs: number) {
    this.#target = target;
    this.#windowMs = windowMs;
  }

  add(bytes: Uint8Array, start: number, end: number, count: number, details?: RecordDetails): void {
    this.#look(details);
    this.#target.add(bytes, start, end, count, details);
  }

  addNull(count: number, details?: RecordDetails): void {
    this.#look(details);
    this.#target.addNull(count, details);
  }

  /** The largest share of such records that the sample makes likely. Source: Wilson 1927. */
  get mostShare(): number {
    const [late, timed] = [this.#late, this.#timed];
    if (timed === 0) return 1;
    const share = late / timed;
    const spread = Z * Math.sqrt((share * (1 - share) + (Z * Z) / (4 * timed)) / timed);
    return Math.min(1, (share + (Z * Z) / (2 * timed) + spread) / (1 + (Z * Z) / timed));
  }

  #look({ partition, timeMs }: RecordDetails = {}): void {
    if (partition === undefined || timeMs === undefined) return;
    const window = Math.floor(timeMs / this.#windowMs);
    const latest = this.#latest[partition] ?? window;
    this.#timed++;
    if (window < latest) this.#late++;
    else this.#latest[partition] = window;
  }
}
