import GitHubSlugger from "github-slugger";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { parseFragment, type DefaultTreeAdapterTypes as Tree } from "parse5";

/** Where the links and images of a page lead, in their order. */
export function linksIn(markdown: string): string[] {
  return elementsOf(markdown).flatMap((element) => {
    const target = attributeOf(element, element.tagName === "img" ? "src" : "href");
    return target === undefined ? [] : [decodeURI(target)];
  });
}

/** What may stand behind `#` in a link to this page on GitHub: its headings, and ids of its own. */
export function anchorsIn(markdown: string): Set<string> {
  const slugger = new GitHubSlugger();
  const anchors = elementsOf(markdown).flatMap((element) => {
    const id = attributeOf(element, "id");
    if (/^h[1-6]$/.test(element.tagName)) return [slugger.slug(textOf(element))];
    return id === undefined ? [] : [id];
  });
  return new Set(anchors);
}

function elementsOf(markdown: string): Tree.Element[] {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return within(parseFragment(html).childNodes);
}

function within(nodes: readonly Tree.ChildNode[]): Tree.Element[] {
  return nodes.flatMap((node) => ("tagName" in node ? [node, ...within(node.childNodes)] : []));
}

function attributeOf({ attrs }: Tree.Element, name: string): string | undefined {
  return attrs.find((attribute) => attribute.name === name)?.value;
}

function textOf(node: Tree.ChildNode): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}
