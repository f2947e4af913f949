import { readFileSync } from "node:fs";

/** Tells a process apart from others, also from a later one of the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** When it began, in ticks of the kernel since the boot; undefined where that is not known. */
  readonly startTicks?: string | undefined;
}

export function ownProcess(): ProcessMark {
  return { pid: process.pid, startTicks: startTicksOf(process.pid) };
}

/** Whether that very process still runs, on this machine. */
export function isRunning({ pid, startTicks }: ProcessMark): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It is another user's, but it is there.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return startTicks === undefined || startTicks === startTicksOf(pid);
}

/** Field 22 of proc_pid_stat(5), counted from behind the name, which may hold anything. */
function startTicksOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
