export { analyzeByArgs, analyzeFromFlags } from "./analyze.ts";
export { planAuditedTopics, withAuditedTopics, withTopicsByArgs } from "./audit.ts";
export { cleanup } from "./cleanup.ts";
export { dashboard } from "./dashboard.ts";
export { installClientFromFlags } from "./install-client.ts";
export { monitor } from "./monitor.ts";
export { recommendFromFlags } from "./recommend.ts";
export { sampleTopicFromFlags } from "./sample-topic.ts";
