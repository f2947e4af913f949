export function findMoto(): Promise<string | undefined>;
