import { useLayoutEffect, useRef } from "preact/hooks";
import type { Markup } from "#core/reports/html/markup.ts";
import { trustedHtml } from "./trusted.ts";

interface ShownProps {
  /** From the core's reports. */
  readonly markup: Markup | string;
  readonly class?: string;
}

/** A part of a report. What was expanded stays expanded when the markup changes. */
export function Shown({ markup, class: name }: ShownProps) {
  const place = useRef<HTMLDivElement>(null);
  const text = typeof markup === "string" ? markup : markup.text;
  useLayoutEffect(() => {
    const { current } = place;
    if (current === null) return;
    const open = Array.from(current.querySelectorAll("details"), (one) => one.open);
    current.innerHTML = trustedHtml(text);
    current.querySelectorAll("details").forEach((one, i) => {
      one.open = open[i] ?? one.open;
    });
  }, [text]);
  return <div class={name} ref={place} />;
}
