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

export function columnsOf(stream: TextStream): number {
  return stream.columns ?? DEFAULT_COLUMNS;
}
