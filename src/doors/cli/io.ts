/** Where text for people and programs goes. */
export interface TextStream {
  readonly isTTY: boolean;
  /** Undefined where it is no terminal. */
  readonly columns: number | undefined;
  write(text: string): void;
}

/** What the commands need of the process. */
export interface Io {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly env: NodeJS.ProcessEnv;
}

const DEFAULT_COLUMNS = 80;

/** NO_COLOR and FORCE_COLOR as on no-color.org and force-color.org; otherwise only a terminal. */
export function useColor(stream: TextStream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return stream.isTTY && env.TERM !== "dumb";
}

/**
 * Whether a person reads the stream, who may see keys. Some CI systems run their steps on a
 * pseudo-terminal, whose text is kept in logs that many can read.
 */
export function isForPerson(stream: TextStream, { CI }: NodeJS.ProcessEnv): boolean {
  const isCi = CI !== undefined && CI !== "" && CI !== "false" && CI !== "0";
  return stream.isTTY && !isCi;
}

export function columnsOf(stream: TextStream): number {
  return stream.columns ?? DEFAULT_COLUMNS;
}
