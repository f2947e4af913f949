/** A file that can be read at any position. */
export interface RandomAccess {
  readonly size: number;
  /** Exactly `length` bytes, which are not reused. The range must be within the file. */
  read(start: number, length: number): Uint8Array | Promise<Uint8Array>;
}
