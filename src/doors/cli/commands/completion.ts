import { Argument, Command } from "../commander.ts";
import { manual } from "../manual.ts";

export const defineCompletion = () =>
  new Command("completion")
    .helpGroup("Other:")
    .description("Prints a shell completion script for commands, flags and values.")
    .addArgument(new Argument("<shell>", "bash, zsh or fish").choices(["bash", "zsh", "fish"]))
    .addHelpText("after", () =>
      manual({
        examples: [
          "skew-contract completion bash > ~/.local/share/bash-completion/completions/skew-contract",
          "skew-contract completion zsh > ~/.zfunc/_skew-contract      with ~/.zfunc in fpath, before compinit",
          "skew-contract completion fish > ~/.config/fish/completions/skew-contract.fish",
        ],
      }),
    );
