import { choice } from "#core/values/choice.ts";
import { readValue } from "#core/values/value.ts";
import type { LoadCommand } from "./command.ts";
import { bash } from "./completion/bash.ts";
import { fish } from "./completion/fish.ts";
import { completionTree } from "./completion/tree.ts";
import { zsh } from "./completion/zsh.ts";
import type { Io } from "./io.ts";
import { programWith } from "./program-tree.ts";

const scripts = { bash, zsh, fish };

/** Prints a script that completes commands, flags and values without starting another program. */
export async function completion(
  shell: string,
  commands: readonly LoadCommand[],
  { stdout }: Io,
): Promise<0> {
  const name = readValue(choice(["bash", "zsh", "fish"]), shell, { name: "shell" });
  stdout.write(scripts[name](completionTree(await programWith(commands))));
  return 0;
}
