import type { KeySource } from "../contract/contract.ts";
import type { Words } from "../text/words.ts";

/** A topic's key files, sorted, since the order of files does not matter. */
export function keySourcesText(sources: readonly KeySource[]): Words {
  const id = (words: Words) => JSON.stringify(words);
  const texts = sources.map(keySourceText).sort((a, b) => (id(a) < id(b) ? -1 : 1));
  if (texts.length === 0) return "none";
  return texts.flatMap((text, i) => (i === 0 ? [text] : [", ", text]));
}

/** `keys.csv count_column n` */
function keySourceText({ path, ...others }: KeySource): Words {
  const given = Object.entries(others).filter(([, value]) => value !== undefined);
  const fields = given.map(([name, value]): Words => {
    const field = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return [` ${field} `, { untrusted: String(value) }];
  });
  return [{ untrusted: path }, ...fields];
}
