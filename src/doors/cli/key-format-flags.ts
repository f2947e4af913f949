import { keyFormats } from "#core/keys/formats.ts";
import { choiceFrom } from "#core/values/choice.ts";
import type { KeyFormat } from "#run/request.ts";
import type { None, OptionsOf } from "./command.ts";
import type { Command, OptionValues } from "./commander.ts";
import { valueOption } from "./option.ts";

/** Adds the flags for the format of the key files on the command line. */
export function withKeyFormatFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .addOption(
      valueOption(
        "--format <name>",
        `${Object.keys(keyFormats).join(", ")} (default: by the file's extension)`,
        choiceFrom(keyFormats),
      ),
    )
    .option(
      "--column <name>",
      "column with the key: its name, its number if there is no header, or parent.field (Parquet, Avro)",
    )
    .option("--count-column <name>", "column with the number of records")
    .option("--no-count-column", "count each row as one record, whatever the columns are called")
    .option("--partition-column <name>", "column with the partition that a record was written to")
    .option("--time-column <name>", "column with the time of a record: epoch or ISO 8601")
    .option("--bytes-column <name>", "column with the size of a record in bytes")
    .option("--delimiter <text>", "column separator, such as ; or \\t")
    .option("--no-header", "the first row is data; columns are numbered from 1")
    .option("--pointer <pointer>", "JSON pointer to the key (default: /key)")
    .option("--missing-null", "treat a JSON record without the key's field as a null key");
}

export type KeyFormatOptions = OptionsOf<typeof withKeyFormatFlags<[], None>>;

export function keyFormatFromFlags(options: KeyFormatOptions): KeyFormat {
  const { format, column, countColumn, delimiter, header, pointer, missingNull } = options;
  const { partitionColumn, timeColumn, bytesColumn } = options;
  return {
    format,
    column,
    countColumn,
    partitionColumn,
    timeColumn,
    bytesColumn,
    delimiter,
    header: header ? undefined : false,
    pointer,
    missing: missingNull ? "null" : undefined,
  };
}
