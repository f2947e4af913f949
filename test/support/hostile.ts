import fc from "fast-check";
import type { TopicResult } from "#core/judge.ts";
import type { ReportOptions } from "#core/reports/report.ts";

/*
 * Text that tries to be more than text in one of the reports' formats.
 */

export const HOSTILE: readonly string[] = [
  "<script>alert(1)</script>",
  "</code></summary></details><h1>forged</h1>",
  "--><!-- ]]> <![CDATA[",
  "\"'> onload='x' `&` &lt; &#0;",
  "@octocat @org/team #5 GH-7 octo/repo#9",
  "someone@example.com and mailto:a@b.co",
  "https://example.com/?a=b www.example.com ftp://example.com",
  "![image](https://example.com/x.png) [link](https://example.com) <https://example.com>",
  "[ref]: https://example.com",
  "\n# heading\n\n- list\n> quote\n---\n```\ncode\n~~~\n",
  "| a | b |\n| - | - |\\| \\",
  "**bold** _em_ ~~gone~~ $x$ :smile: \\*",
  "::error file=x,line=1::forged\n::stop-commands::x\r\n##[error]forged",
  "%0A::add-mask::x%0D%25",
  "=cmd|' /C calc'!A0",
  '+1,"2"\r\n3;4\t5',
  "＝1+1",
  '"} 1\nforged{topic="x"} 2\\',
  "\u0000\u0008\u001b[31m\u007f\u0085\u009b2J",
  "right\u202eleft\u2066 zero\u200bwidth \ufeff \u2028\u2029",
  "\ud800 lone \udc00 \ufffe\uffff \u{e0001}",
  "../../etc/passwd",
  "C:\\dir\\file ./a//b /%2e%2e/",
  "__proto__",
  " ",
  "😀".repeat(150),
  "x".repeat(3000),
];

/** Some of it, and any other text, never empty: a topic needs a name. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary" })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join("") || " ");

/** The same result for a topic of another name, its key made in a file of that name. */
export function named(result: TopicResult, text: string): TopicResult {
  return { ...result, contract: { ...result.contract, topic: text, keySource: text } };
}

/** Every key shown as this text. */
export function keysShownAs(text: string): Pick<ReportOptions, "displayKey"> {
  return { displayKey: () => ({ key: text, key_hex: text }) };
}

/** What no report may hold raw, its own line ends apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very ones to find
export const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
