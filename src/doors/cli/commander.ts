/**
 * commander, with types that infer a command's options from its flags. The build puts commander
 * itself in the place of those types.
 */
export {
  Argument,
  Command,
  CommanderError,
  type CommandUnknownOpts,
  Option,
  type OptionValues,
} from "@commander-js/extra-typings";
