import { percent, whole } from "#core/text/format.ts";
import { escapeJson, escapeUnsafe } from "#core/text/printable.ts";
import { type Pace, PacedProgress } from "#live/run/paced-progress.ts";
import { type LiveProgress, phases } from "#live/run/progress.ts";
import type { Io } from "../io.ts";

/** A line on a terminal that is redrawn in place. */
class TerminalProgress extends PacedProgress {
  readonly #stderr: Io["stderr"];

  constructor({ stderr }: Io) {
    super();
    this.#stderr = stderr;
  }

  override note(message: string): void {
    this.#stderr.write(`\r\x1b[K${escapeUnsafe(message)}\n`);
  }

  protected override pace({ phase, done, total, perSecond, secondsLeft }: Pace): void {
    const share = percent(total === 0 ? 1 : done / total, 0);
    const isKnown = done < total && Number.isFinite(secondsLeft);
    const left = isKnown ? `, ${whole(Math.ceil(secondsLeft))} s left` : "";
    const rate = `${whole(perSecond)} ${phases[phase]}/s`;
    const end = done >= total ? "\n" : "";
    this.#stderr.write(`\r\x1b[K${phase}: ${share} of ${whole(total)}, ${rate}${left}${end}`);
  }
}

/** One JSON object per line, for programs. */
class JsonProgress extends PacedProgress {
  readonly #stdout: Io["stdout"];

  constructor({ stdout }: Io) {
    super();
    this.#stdout = stdout;
  }

  override note(message: string): void {
    writeEvent(this.#stdout, { event: "note", message });
  }

  protected override pace({ phase, done, total, perSecond, secondsLeft }: Pace): void {
    writeEvent(this.#stdout, {
      event: "progress",
      phase,
      done,
      total,
      [`${phases[phase]}_per_second`]: Math.round(perSecond),
      seconds_left: Number.isFinite(secondsLeft) ? Math.ceil(secondsLeft) : null,
    });
  }
}

const silent: LiveProgress = { step: () => undefined, note: () => undefined };

export function progressFor(
  { json = false, quiet = false }: { json?: boolean; quiet?: boolean },
  io: Io,
): LiveProgress {
  if (json) return new JsonProgress(io);
  return quiet || !io.stderr.isTTY ? silent : new TerminalProgress(io);
}

/** One line of JSON on standard output. */
export function writeEvent(stdout: Io["stdout"], event: object): void {
  stdout.write(`${escapeJson(JSON.stringify(event))}\n`);
}
