export function findPromtool(): Promise<string | undefined>;
export function findPushgateway(): Promise<string | undefined>;
