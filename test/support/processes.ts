import { readFileSync } from "node:fs";

/** Whether a process runs; one that has ended and that nobody has waited for does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // After the program's name, which may hold anything, comes the state.
    return !/\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    return code !== "ESRCH" && path?.startsWith("/proc") === true && process.platform !== "linux";
  }
}
