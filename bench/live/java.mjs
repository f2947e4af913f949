/** The command of one of Kafka's own tools. */
export function javaCommand({ command, args }, tool, toolArgs) {
  return [command, ...args, `org.apache.kafka.tools.${tool}`, ...toolArgs.map(String)];
}

/** `1000000 records sent, 412371.1 records/sec (…)`, on the last line. */
export function producedRate(text) {
  return Number(/([\d.]+) records\/sec/.exec(text.trim().split("\n").at(-1))?.[1]);
}

/** The column fetch.nMsg.sec of the last line, which excludes the time to join a group. */
export function consumedRate(text) {
  const lines = text.trim().split("\n");
  const names = lines.at(-2)?.split(/,\s*/) ?? [];
  const column = names.findIndex((name) => /^fetch\.nMsg\.sec/i.test(name.trim()));
  return Number(lines.at(-1)?.split(/,\s*/)[column]);
}
