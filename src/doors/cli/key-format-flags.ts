import { keyFormats } from "#core/keys/formats.ts";
import { choiceFrom } from "#core/values/choice.ts";
import type { KeyFormat } from "#run/request.ts";
import type { None, OptionsOf } from "./command.ts";
import type { Command, OptionValues } from "./commander.ts";
import { valueOption } from "./option.ts";

/** Adds the flags that say how the key files of the command line are read. */
export function withKeyFormatFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .addOption(
      valueOption(
        "--format <name>",
        `${Object.keys(keyFormats).join(", ")} (default: by the file's ending)`,
        choiceFrom(keyFormats),
      ),
    )
    .option(
      "--column <name>",
      "the column with the key; a number without a header, parent.field in Parquet and Avro",
    )
    .option("--count-column <name>", "the column with the number of records")
    .option("--no-count-column", "each row is one record, whatever its columns are called")
    .option("--delimiter <text>", "what separates columns, such as ; or \\t")
    .option("--no-header", "the first row is a record; columns are numbers from 1")
    .option("--pointer <pointer>", "the JSON pointer to the key (default: /key)")
    .option("--missing-null", "a JSON record without the key's field has a null key");
}

export type KeyFormatOptions = OptionsOf<typeof withKeyFormatFlags<[], None>>;

export function keyFormatFromFlags(options: KeyFormatOptions): KeyFormat {
  const { format, column, countColumn, delimiter, header, pointer, missingNull } = options;
  return {
    format,
    column,
    countColumn,
    delimiter,
    header: header ? undefined : false,
    pointer,
    missing: missingNull ? "null" : undefined,
  };
}
