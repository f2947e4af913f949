/** What the commands need of the process; tests and doors pass their own. */
export interface Io {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
}

const DEFAULT_COLUMNS = 80;

/** NO_COLOR and FORCE_COLOR as on no-color.org and force-color.org; otherwise only a terminal. */
export function useColor(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return stream.isTTY === true && env.TERM !== "dumb";
}

export function columnsOf(stream: NodeJS.WriteStream): number {
  return stream.columns ?? DEFAULT_COLUMNS;
}
