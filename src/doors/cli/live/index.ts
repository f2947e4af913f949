export { analyze, analyzeByArgs } from "./analyze.ts";
export { cleanup } from "./cleanup.ts";
export { dashboard } from "./dashboard.ts";
export { installClient } from "./install-client.ts";
export { recommend } from "./recommend.ts";
