/** An interruption is the normal end of a server: everything that was created has been deleted. */
export function endOf(error: unknown): void {
  if (!(error instanceof Error && error.name === "Interrupted")) throw error;
}
