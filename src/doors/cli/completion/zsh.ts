import type { CompletedCommand, CompletedFlag, CompletionTree } from "./tree.ts";

/** For zsh 5, as a file `_skew-contract` in fpath, or evaluated after compinit. */
export function zsh({ program, commands }: CompletionTree): string {
  const [first] = commands;
  const name = `_${program}`;
  return `#compdef ${program}

${name}() {
  local -a commands=(
${commands.map((one) => `    ${quoted(`${one.name}:${one.help}`)}`).join("\n")}
  )
  local command=$words[2]
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe command commands
    return
  fi
  if (( \${commands[(I)$command:*]} )); then
    shift words
    (( CURRENT-- ))
  else
    command=${first?.name}
  fi
  case $command in
${commands.map(commandCase).join("\n")}
  esac
}

if [[ $funcstack[1] == ${name} ]]; then
  ${name} "$@"
else
  compdef ${name} ${program}
fi
`;
}

function commandCase({ name, flags, operands }: CompletedCommand): string {
  const specs = [...flags.flatMap(flagSpecs), ...operandSpecs(operands)];
  const lines = specs.map((spec) => ` \\\n      ${spec}`).join("");
  return `    ${name})\n    _arguments -s${lines}\n    ;;`;
}

/** One spec per spelling. Unless the flag is repeatable, one spelling excludes the other. */
function flagSpecs({ short, long, help, value, isRepeatable }: CompletedFlag): string[] {
  const spellings = short === undefined ? [long] : [short, long];
  const before = isRepeatable ? "*" : `(${spellings.join(" ")})`;
  return spellings.map((one) => {
    const joined = value === "none" ? one : one === long ? `${one}=` : `${one}+`;
    return quoted(`${before}${joined}[${escaped(help)}]${valueSpec(value)}`);
  });
}

function valueSpec(value: CompletedFlag["value"]): string {
  if (value === "none") return "";
  return `:value:${actionOf(value)}`;
}

function operandSpecs(operands: CompletedCommand["operands"]): string[] {
  if (operands === "none") return [];
  return [quoted(`${operands === "file" ? "*" : "1"}:value:${actionOf(operands)}`)];
}

function actionOf(value: "file" | "text" | readonly string[]): string {
  if (value === "file") return "_files";
  return typeof value === "string" ? " " : `(${value.join(" ")})`;
}

/** Escapes a description in brackets. */
function escaped(text: string): string {
  return text.replace(/[\\[\]:]/g, "\\$&");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
