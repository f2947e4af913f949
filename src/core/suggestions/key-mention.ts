/** A key inside a sentence; reports decide how much of it to show. */
export interface KeyMention {
  readonly key: Uint8Array;
  /** Text that is nobody's data, which reports show wherever they show keys at all. */
  readonly isPublic?: true;
}
