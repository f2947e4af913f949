export function limitsTables(core: object): Readonly<Record<string, readonly string[]>>;
