/** A name for a file of ours for a while; open it so that it fails if the name is taken. */
export function temporaryName(): string {
  return `${process.pid}-${Math.random().toString(36).slice(2)}.tmp`;
}
