import { readFileSync } from "node:fs";

/** Identifies a process, even if its pid is reused later. */
export interface ProcessMark {
  readonly pid: number;
  /** Start time in kernel ticks since boot; undefined where unknown. */
  readonly startTicks?: string | undefined;
}

export function ownProcess(): ProcessMark {
  return { pid: process.pid, startTicks: startTicksOf(process.pid) };
}

/** Whether exactly this process is still running on this machine. */
export function isRunning({ pid, startTicks }: ProcessMark): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It belongs to another user, but it exists.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return startTicks === undefined || startTicks === startTicksOf(pid);
}

/** Field 22 of proc_pid_stat(5), counted from the end of the name, which may contain anything. */
function startTicksOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
