import type { CompletedCommand, CompletedFlag, CompletionTree } from "./tree.ts";

/** For fish 3. */
export function fish({ program, commands }: CompletionTree): string {
  const [first] = commands;
  const names = commands.map(({ name }) => name).join(" ");
  const lines = [
    `# fish completion for ${program}`,
    `complete -c ${program} -f`,
    ...commands.map(
      ({ name, help }) =>
        `complete -c ${program} -n "not __fish_seen_subcommand_from ${names}" -a ${name} -d ${quoted(help)}`,
    ),
    ...commands.flatMap((command) => {
      const seen = `__fish_seen_subcommand_from ${command.name}`;
      // Without a command name, complete the flags of the default command.
      const condition =
        command === first ? `${seen}; or not __fish_seen_subcommand_from ${names}` : seen;
      return ofCommand(command, `complete -c ${program} -n ${quoted(condition)}`);
    }),
  ];
  return `${lines.join("\n")}\n`;
}

function ofCommand({ flags, operands }: CompletedCommand, start: string): string[] {
  const ofFlags = flags.map((flag) => `${start}${flagOf(flag)}`);
  if (operands === "none") return ofFlags;
  const values = operands === "file" ? "-F" : `-a ${quoted(operands.join(" "))}`;
  return [...ofFlags, `${start} ${values}`];
}

function flagOf({ short, long, help, value }: CompletedFlag): string {
  const shortForm = short === undefined ? "" : ` -s ${short.slice(1)}`;
  return `${shortForm} -l ${long.slice(2)}${valueWords(value)} -d ${quoted(help)}`;
}

/** `-r`: takes a value; `-x`: takes a value that is not a file. */
function valueWords(value: CompletedFlag["value"]): string {
  if (value === "none") return "";
  if (value === "file") return " -r -F";
  return typeof value === "string" ? " -x" : ` -x -a ${quoted(value.join(" "))}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
