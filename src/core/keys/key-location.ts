/** Where in a record the key and its count are; every field optional. */
export interface KeyLocation {
  /** Name of a column, or its number, from 1, if there is no header. */
  readonly column?: string | number | undefined;
  /** The same for the count; false: each row is one record. */
  readonly countColumn?: string | number | false | undefined;
  /** What separates columns, as a user writes it: `;`, `\t`, `\x01`. */
  readonly delimiter?: string | undefined;
  /** False: the first row is a record. */
  readonly header?: boolean | undefined;
  readonly pointer?: string | undefined;
  readonly countPointer?: string | undefined;
  /**
   * The partition that the record was written to: a column, a field beside the key, or a JSON
   * pointer.
   */
  readonly partitionColumn?: string | number | undefined;
  /** When it was written. */
  readonly timeColumn?: string | number | undefined;
  /** Its size in bytes. */
  readonly bytesColumn?: string | number | undefined;
  /** What a record without the key's field is; an error by default. */
  readonly missing?: "null" | undefined;
}

/** How to read a key file: the fields of `keys` in a contract, except the path. */
export interface KeyReading extends KeyLocation {
  readonly format?: string | undefined;
}
