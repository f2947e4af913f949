/** A whole command, whose flags are its own, or a line for the action's input `flags`. */
const COMMAND =
  /`(?:npx )?(?:skew-contract|openssl|aws) [^`]*`|`--[a-z][^`]*` in the input `flags`/g;
/** Commands of Kafka's own tools. */
const FOREIGN = /kafka-topics --describe(?: --topic NAME)?/g;

/** Flags in a text that are given to no command there. */
export function flagsIn(text: string): string[] {
  return (
    text
      .replace(COMMAND, "")
      .replace(FOREIGN, "")
      .match(/(?<![\w-])--[a-z][\w-]*/g) ?? []
  );
}
