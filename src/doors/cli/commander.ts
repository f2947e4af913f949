/**
 * commander, with types that infer a command's options from its flags. The build replaces this
 * package, which adds only types, with commander itself.
 */
export {
  Argument,
  Command,
  CommanderError,
  type CommandUnknownOpts,
  Option,
  type OptionValues,
} from "@commander-js/extra-typings";
