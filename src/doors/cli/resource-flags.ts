import { MIN_MEMORY_BYTES, type Resources } from "#adapters/engine/limits.ts";
import { count } from "#core/values/count.ts";
import { size } from "#core/values/size.ts";
import type { None, OptionsOf } from "./command.ts";
import type { Command, OptionValues } from "./commander.ts";
import { valueOption } from "./option.ts";

const MAX_THREADS = 64;

/** Adds the flags that bound what counting keys may take of the machine. */
export function withResourceFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .optionsGroup("How much of the machine is used:")
    .addOption(
      valueOption(
        "--memory <size>",
        "memory for the keys, such as 512M or 2G; more goes to disk (default: a quarter of it)",
        size({ min: MIN_MEMORY_BYTES }),
        "Write it as 512M or 2G. Node and the tables need some memory in any case.",
      ),
    )
    .addOption(
      valueOption(
        "--threads <n>",
        "threads that count large files (default: one a core, up to 8)",
        count({ min: 1, max: MAX_THREADS }),
        "Leave it out for one thread a core.",
      ),
    );
}

type ResourceOptions = OptionsOf<typeof withResourceFlags<[], None>>;

export function resourcesFromFlags({ memory, threads }: ResourceOptions): Resources {
  return { memoryBytes: memory, threads };
}
