export function findPromtool(): Promise<string | undefined>;
