import type { Markup } from "#core/reports/html/markup.ts";

/** Of Trusted Types, what is used here. */
interface Policy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

/** The only way from text to HTML and to a worker's program; the page's policy refuses all others. */
const rules: Policy = {
  createHTML: (text) => text,
  createScriptURL(url) {
    if (url === "worker.js") return url;
    throw new Error("no program of ours");
  },
};
const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
const policy = trustedTypes?.createPolicy("skew-contract", rules) ?? rules;

/** HTML that the core's `html` has made, here or in the worker, and has escaped. */
export function trustedHtml(markup: Markup | string): string {
  return policy.createHTML(typeof markup === "string" ? markup : markup.text);
}

export const workerUrl = (): string => policy.createScriptURL("worker.js");
