/** A stream for text output, such as standard output. */
export interface TextStream {
  readonly isTTY: boolean;
  /** Undefined if it is not a terminal. */
  readonly columns: number | undefined;
  write(text: string): void;
}

/** What commands need from the process. */
export interface Io {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly env: NodeJS.ProcessEnv;
}

const DEFAULT_COLUMNS = 80;

/**
 * Follows NO_COLOR (no-color.org) and FORCE_COLOR (force-color.org); otherwise colors only
 * terminals.
 */
export function useColor(stream: TextStream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return stream.isTTY && env.TERM !== "dumb";
}

/**
 * Whether a person reads the stream directly, so that it may show keys. Some CI systems run steps
 * on a pseudo-terminal and keep the output in logs that many people can read.
 */
export function isForPerson(stream: TextStream, { CI }: NodeJS.ProcessEnv): boolean {
  const isCi = CI !== undefined && CI !== "" && CI !== "false" && CI !== "0";
  return stream.isTTY && !isCi;
}

export function columnsOf(stream: TextStream): number {
  return stream.columns ?? DEFAULT_COLUMNS;
}
