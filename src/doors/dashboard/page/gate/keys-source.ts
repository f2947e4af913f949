import type { KeyFormatName } from "#core/keys/formats.ts";
import type { KeyLocation } from "#core/keys/key-location.ts";
import { fileAt } from "../parts/api.ts";
import type { KeysInput } from "../worker/calls.ts";

/** Where the keys come from. */
export interface KeysSource {
  /** Shown to the user. */
  readonly name: string;
  readonly files: KeysInput["files"];
}

/** How to read the files if it is not clear from their names. */
export interface Reading extends KeyLocation {
  readonly format?: KeyFormatName | undefined;
}

/** Longer text would make a text field slow. */
const MAX_SHOWN_CHARACTERS = 100_000;
const PASTED = "pasted-keys.txt";

export function fromFiles(files: readonly File[]): KeysSource {
  const name = files.length === 1 ? (files[0]?.name ?? "") : `${files.length} files`;
  return { name, files: files.map((file) => ({ name: file.name, content: file })) };
}

export function fromText(text: string): KeysSource {
  return { name: "pasted keys", files: [{ name: PASTED, content: new Blob([text]) }] };
}

export function isLong(text: string): boolean {
  return text.length > MAX_SHOWN_CHARACTERS;
}

export const DEMOS = [
  { name: "by-country", title: "World cities, keyed by country" },
  { name: "by-city", title: "World cities, keyed by country:city" },
] as const;
export type DemoName = (typeof DEMOS)[number]["name"];

export async function demoSource(name: DemoName): Promise<KeysSource> {
  const content = await fileAt(`demo/${name}.csv`);
  return { name: `${name}.csv`, files: [{ name: `${name}.csv`, content }] };
}

export async function demoContract(): Promise<string> {
  return (await fileAt("demo/skew_contract.yml")).text();
}

/** Whether a file's name is that of a contract; all others contain keys. */
export function isContract({ name }: File): boolean {
  return /\.ya?ml$/i.test(name);
}
