import type { CompletedCommand, CompletedFlag, CompletionTree } from "./tree.ts";

/** For bash 3.2 and later, with or without the package bash-completion. */
export function bash({ program, commands }: CompletionTree): string {
  const [first] = commands;
  return `# bash completion for ${program}
_${identifier(program)}() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="\${COMP_WORDS[1]}" words="" files=""
  COMPREPLY=()
  # bash treats = as a separate word.
  [[ $word == "=" ]] && word=""
  [[ $before == "=" ]] && before="\${COMP_WORDS[COMP_CWORD-2]}"
  case "$command" in
    ${commands.map(({ name }) => name).join("|")}) ;;
    *) command=${first?.name} ;;
  esac
  case "$command $before" in
${commands.flatMap(valueCases).join("\n")}
    *)
      case "$command" in
${commands.map(wordCase).join("\n")}
      esac
      if [[ $COMP_CWORD -eq 1 ]]; then words="$words ${commands.map(({ name }) => name).join(" ")}"; fi
      ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  if [[ -n $files && $word != -* ]]; then
    local IFS=$'\\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY+=($(compgen -f -- "$word"))
  fi
}
complete -F _${identifier(program)} ${program}
`;
}

function identifier(program: string): string {
  return program.replaceAll("-", "_");
}

/** The cases that complete the value of a flag. */
function valueCases({ name, flags }: CompletedCommand): string[] {
  return flags
    .filter(({ value }) => value !== "none")
    .map((flag) => {
      const patterns = spellings(flag).map((one) => `"${name} ${one}"`);
      return `    ${patterns.join("|")}) ${valueWords(flag)} ;;`;
    });
}

function valueWords({ value }: CompletedFlag): string {
  if (value === "file") return "files=1";
  return typeof value === "string" ? ":" : `words="${value.join(" ")}"`;
}

/** The case that completes anything except the value of a flag. */
function wordCase({ name, flags, operands }: CompletedCommand): string {
  const words = [...flags.flatMap(spellings), ...(typeof operands === "string" ? [] : operands)];
  const files = operands === "file" ? "; files=1" : "";
  return `        ${name}) words="${words.join(" ")}"${files} ;;`;
}

function spellings({ short, long }: CompletedFlag): string[] {
  return short === undefined ? [long] : [short, long];
}
