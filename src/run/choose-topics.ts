import { unknownName } from "#core/errors/messages.ts";
import { UserError } from "#core/errors/user-error.ts";
import { clip } from "#core/text/printable.ts";

/** Topics named in an error. */
const MAX_NAMES = 10;
const GLOB = /[*?[\]{}()]/;

/**
 * All topics, or those whose names are requested or match a requested glob, in the contracts' order.
 *
 * @throws UserError for a name or glob that fits none
 */
export async function chooseTopics<Topic>(
  topics: readonly Topic[],
  wanted: readonly string[] | undefined,
  nameOf: (topic: Topic) => string,
): Promise<readonly Topic[]> {
  if (wanted === undefined) return topics;
  const names = topics.map(nameOf);
  const chosen = new Set<string>();
  for (const one of wanted) {
    const found = names.includes(one) ? [one] : names.filter(await topicFilter([one]));
    if (found.length === 0) throw nothingFits(one, names);
    for (const name of found) chosen.add(name);
  }
  return topics.filter((topic) => chosen.has(nameOf(topic)));
}

/** Whether a topic's name is one of these, or matches one of these globs; any if undefined. */
export async function topicFilter(
  wanted: readonly string[] | undefined,
): Promise<(name: string) => boolean> {
  if (wanted === undefined) return () => true;
  const globs = wanted.filter((one) => GLOB.test(one));
  if (globs.length === 0) return (name) => wanted.includes(name);
  const { default: picomatch } = await import("picomatch");
  // A topic's name is not a path: its dots and slashes are like other characters.
  const matches = picomatch(globs, { bash: true, dot: true });
  return (name) => wanted.includes(name) || matches(name);
}

function nothingFits(wanted: string, names: readonly string[]): UserError {
  if (!GLOB.test(wanted)) return unknownName("topic", wanted, names);
  const known = [...new Set(names)];
  const shown = known.slice(0, MAX_NAMES).map((name) => clip(name, 60));
  return new UserError({
    what: `no topic matches ${clip(wanted, 60)}`,
    next: `Topics: ${shown.join(", ")}${known.length > MAX_NAMES ? ", …" : ""}.`,
  });
}
