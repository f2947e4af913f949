/** A file that can be read at any place. */
export interface RandomAccess {
  readonly size: number;
  /** Exactly so many bytes, which stay as they are; both numbers lie within the file. */
  read(start: number, length: number): Uint8Array | Promise<Uint8Array>;
}
