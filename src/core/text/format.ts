/** 0.0833 → `8.3 %`; at most `digits` decimals; what is above 0 but rounds to it is `< 0.1 %`. */
export function percent(share: number, digits = 1): string {
  const least = 10 ** -digits;
  if (share > 0 && share * 100 < least / 2) return `< ${least.toFixed(digits)} %`;
  return `${trimZeros((share * 100).toFixed(digits))} %`;
}

export function decimal(value: number, digits = 3): string {
  return trimZeros(value.toFixed(digits));
}

/** 1234567 → `1,234,567`. Without Intl: Node takes 10 ms to load its locales. */
export function whole(value: number): string {
  return value.toFixed(0).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** Both values in the same format, with as many digits as it takes to distinguish them. */
export function distinctly(
  format: (value: number, digits: number) => string,
  a: number,
  b: number,
  fewest: number,
): [string, string] {
  for (let digits = fewest; digits < 12; digits++) {
    const texts: [string, string] = [format(a, digits), format(b, digits)];
    if (a === b || texts[0] !== texts[1]) return texts;
  }
  return [format(a, 12), format(b, 12)];
}

/** `1 key`, `2 keys` */
export function plural(count: number, noun: string): string {
  return `${whole(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A clause as a sentence: with a capital letter, and a full stop. */
export function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function trimZeros(text: string): string {
  return text.includes(".") && !text.includes("e") ? text.replace(/\.?0+$/, "") : text;
}
