/*
 * Workflow commands as GitHub's runner reads them off a log (actions/runner,
 * src/Runner.Common/ActionCommand.cs): on a line of its own, `::name key=value,…::message`.
 */

export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The command of each line; throws for a line that is none. */
export function workflowCommands(log: string): WorkflowCommand[] {
  if (log === "") return [];
  if (!log.endsWith("\n")) throw new Error("the last line does not end");
  // The runner takes whatever ends a line for .NET's StreamReader.
  return log
    .slice(0, -1)
    .split(/\r\n|\r|\n/)
    .map(parseCommand);
}

function parseCommand(line: string): WorkflowCommand {
  const text = line.trimStart();
  const end = text.indexOf("::", 2);
  if (!text.startsWith("::") || end < 0) throw new Error(`no command: ${line}`);
  const head = text.slice(2, end);
  const space = head.indexOf(" ");
  const name = space < 0 ? head : head.slice(0, space);
  const pairs = space < 0 ? [] : head.slice(space + 1).split(",");
  const properties = pairs.map((pair) => {
    const equals = pair.indexOf("=");
    if (equals < 1) throw new Error(`no property: ${pair}`);
    return [pair.slice(0, equals).trim(), unescaped(pair.slice(equals + 1), PROPERTY)];
  });
  const message = unescaped(text.slice(end + 2), DATA);
  return { name, properties: Object.fromEntries(properties), message };
}

/** In the runner's order: the percent sign last. */
const DATA = [
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%25", "%"],
] as const;
const PROPERTY = [["%3A", ":"], ["%2C", ","], ...DATA] as const;

function unescaped(text: string, escapes: readonly (readonly [string, string])[]): string {
  return escapes.reduce((result, [code, character]) => {
    return result.replaceAll(code, character);
  }, text);
}

/** Commands that the runner takes out of a log: those it stops in between are none. */
export function commandsIn(log: string): string[] {
  let stopped: string | undefined;
  return log.split(/\r?\n/).flatMap((line) => {
    const text = line.trimStart();
    if (stopped !== undefined) {
      if (text === `::${stopped}::`) stopped = undefined;
      return [];
    }
    const [, token] = /^::stop-commands::(.+)$/.exec(text) ?? [];
    if (token !== undefined) {
      stopped = token;
      return [];
    }
    return text.startsWith("::") || text.includes("##[") ? [text] : [];
  });
}
