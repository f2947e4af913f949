export function findNode24(): Promise<string | undefined>;
