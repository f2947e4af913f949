export function bundledPackages(inputs: Readonly<Record<string, unknown>>): string[];
export function notices(folders: readonly string[]): Promise<string>;
