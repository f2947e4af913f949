import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { parseFragment, type DefaultTreeAdapterTypes as Tree } from "parse5";

/*
 * Markdown as GitHub shows it: rendered by a GFM renderer, parsed as a browser does.
 */

/** An element with what is in it, or text. */
interface Element {
  readonly tag: string;
  readonly attributes: string;
  readonly children: readonly (Element | string)[];
}

export function rendered(markdown: string): Element {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return elementOf("body", "", parseFragment(html).childNodes);
}

function elementOf(tag: string, attributes: string, nodes: readonly Tree.ChildNode[]): Element {
  const children = nodes.flatMap((node): (Element | string)[] => {
    if (node.nodeName === "#text") return [(node as Tree.TextNode).value];
    if (!("tagName" in node)) return [];
    const { tagName, attrs, childNodes } = node;
    return [elementOf(tagName, attrs.map(({ name }) => name).join(), childNodes)];
  });
  return { tag, attributes, children };
}

/** Tags and attributes without their text: `body(h2()p(code()))`. */
export function structure({ tag, attributes, children }: Element): string {
  const inner = children.map((child) => (typeof child === "string" ? "" : structure(child)));
  return `${tag}${attributes === "" ? "" : `[${attributes}]`}(${inner.join("")})`;
}

export function textOf(node: Element | string): string {
  return typeof node === "string" ? node : node.children.map(textOf).join("");
}

/** Every element of this tag, from the first to the last. */
export function allOf(node: Element | string, tag: string): Element[] {
  if (typeof node === "string") return [];
  const inner = node.children.flatMap((child) => allOf(child, tag));
  return node.tag === tag ? [node, ...inner] : inner;
}

/**
 * Pieces of text that GitHub looks through for people, issues and addresses once the rest is
 * rendered. The first three stop at `<code>` and `<pre>`; addresses of mail do not stop at `<code>`
 * that was written as HTML, because cmark-gfm looks for them in all text that no Markdown code holds.
 */
export function linkedByGitHub(node: Element | string, isCode = false): string[] {
  if (typeof node === "string") {
    const mail = node.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [];
    const others = node.match(/(?:^|[^\w`])(?:@[\w-]+|#\d+|GH-\d+)/gi) ?? [];
    return isCode ? mail : [...mail, ...others];
  }
  if (node.tag === "pre") return [];
  return node.children.flatMap((child) => linkedByGitHub(child, isCode || node.tag === "code"));
}
