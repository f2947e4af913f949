/** A name for a temporary file. Open it with the flag x, because the name may already exist. */
export function temporaryName(): string {
  return `${process.pid}-${Math.random().toString(36).slice(2)}.tmp`;
}
