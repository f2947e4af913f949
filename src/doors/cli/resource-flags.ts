import { MIN_MEMORY_BYTES, type Resources } from "#adapters/engine/limits.ts";
import { count } from "#core/values/count.ts";
import { size } from "#core/values/size.ts";
import type { None, OptionsOf } from "./command.ts";
import type { Command, OptionValues } from "./commander.ts";
import { valueOption } from "./option.ts";

const MAX_THREADS = 64;

/** Adds the flags that limit memory and threads for counting keys. */
export function withResourceFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .optionsGroup("Resources:")
    .addOption(
      valueOption(
        "--memory <size>",
        "memory for the keys, such as 512M or 2G; the rest goes to disk (default: a quarter of the machine's)",
        size({ min: MIN_MEMORY_BYTES }),
        "Write it like 512M or 2G. Node and the tables always need some memory.",
      ),
    )
    .addOption(
      valueOption(
        "--threads <n>",
        "threads for counting large files (default: one per core, up to 8)",
        count({ min: 1, max: MAX_THREADS }),
        "Leave it out to use one thread per core.",
      ),
    );
}

type ResourceOptions = OptionsOf<typeof withResourceFlags<[], None>>;

export function resourcesFromFlags({ memory, threads }: ResourceOptions): Resources {
  return { memoryBytes: memory, threads };
}
