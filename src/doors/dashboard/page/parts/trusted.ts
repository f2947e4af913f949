import type { Markup } from "#core/reports/html/markup.ts";

/** The part of Trusted Types that is used here. */
interface Policy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

/** The only way from text to HTML or a worker's script; the page's policy refuses all others. */
const rules: Policy = {
  createHTML: (text) => text,
  createScriptURL(url) {
    if (url === "worker.js") return url;
    throw new Error("not a script of this page");
  },
};
const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
const policy = trustedTypes?.createPolicy("skew-contract", rules) ?? rules;

/** HTML that the core's `html` created and escaped, here or in the worker. */
export function trustedHtml(markup: Markup | string): string {
  return policy.createHTML(typeof markup === "string" ? markup : markup.text);
}

export const workerUrl = (): string => policy.createScriptURL("worker.js");
