import type { WorkflowTools } from "./workflow-tools.mjs";

export function lintWorkflows(
  tools: WorkflowTools,
  folder?: string,
  options?: { readonly online?: boolean },
): Promise<string>;
