import { escapeUnsafe } from "#core/text/printable.ts";
import { escapeMarkup } from "#core/text/xml.ts";

/** HTML that only `html` can create, so that unescaped text is never mistaken for it. */
class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type { Markup };
export type Content = string | number | Markup | undefined | readonly Content[];

/** The template is HTML; every value that is not Markup is escaped, in attributes too. */
export function html(template: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const text = template.map((part, i) => (i === 0 ? part : textOf(values[i - 1]) + part));
  return new Markup(text.join(""));
}

/** Our own CSS, which has no entities. */
export function styleElement(css: string): Markup {
  return new Markup(`<style>${css}</style>`);
}

function textOf(content: Content): string {
  if (content === undefined) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "object") return content.map(textOf).join("");
  return escapeMarkup(escapeUnsafe(String(content)));
}
