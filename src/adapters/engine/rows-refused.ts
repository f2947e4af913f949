/**
 * The kernel has come to a row that it is not sure of, which may be right or wrong: the file must be read
 * in a slower way, which knows.
 */
export class RowsRefused extends Error {
  override readonly name = "RowsRefused";
  /** Whether it may do if one thread reads all rows in turn. */
  readonly mayDoInTurn: boolean;

  constructor(mayDoInTurn = false) {
    super("the kernel is not sure of a row");
    this.mayDoInTurn = mayDoInTurn;
  }
}
