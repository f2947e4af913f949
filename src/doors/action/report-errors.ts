import { error as annotate, info, setOutput, summary, warning } from "@actions/core";
import type { ErrorParts } from "#core/errors/error-parts.ts";
import { errorParts } from "#core/errors/to-parts.ts";
import { MAX_ANNOTATIONS } from "#core/reports/github.ts";
import { code, prose } from "#core/text/markdown.ts";
import { escapeUnsafe } from "#core/text/printable.ts";
import { repositoryPath } from "#run/repository-path.ts";
import { publishComment } from "./publish-comment.ts";
import type { Step } from "./step.ts";
import { actionWords } from "./words.ts";

/**
 * Reports why nothing was judged, wherever people look for results.
 *
 * @param step undefined if the inputs were invalid
 */
export async function reportErrors(error: unknown, step: Step | undefined): Promise<void> {
  const { parts, more } = errorParts(error, actionWords);
  for (const one of parts.slice(0, MAX_ANNOTATIONS)) {
    annotate(escapeUnsafe(sentences(one)), {
      title: "skew-contract could not judge",
      ...placeOf(one),
    });
  }
  const rest = parts.length + more - Math.min(parts.length, MAX_ANNOTATIONS);
  if (rest > 0) info(`and ${rest} more errors: see the job summary`);
  const markdown = asMarkdown(parts, more);
  try {
    setOutput("verdict", "");
    if (step?.inputs.summary !== false) await summary.addRaw(markdown).write();
    if (step !== undefined) await publishComment(step, undefined, markdown);
  } catch (cause) {
    warning(`outputs, summary or comment could not be written: ${(cause as Error).message}`);
  }
}

function sentences({ what, where, next }: ErrorParts): string {
  const at = where === undefined ? "" : ` (at ${where})`;
  return `${what}${at}${next === undefined ? "" : `. Next: ${next}`}`;
}

/** The annotation's place, if the error has a line in a file. */
function placeOf({ place }: ErrorParts): Record<string, string | number> {
  if (place?.line === undefined) return {};
  const { file, line, column } = place;
  return {
    file: repositoryPath(file),
    startLine: line,
    ...(column === undefined ? {} : { startColumn: column }),
  };
}

function asMarkdown(parts: readonly ErrorParts[], more: number): string {
  const items = parts.map(({ what, where, place, next }) => {
    const isFile = place !== undefined;
    const at = where === undefined ? "" : ` at ${isFile ? code(where) : prose(where)}`;
    return `- ${prose(what)}${at}${next === undefined ? "" : `<br>${prose(next)}`}`;
  });
  const rest = more === 0 ? [] : [`- and ${more} more`];
  return ["## ⚠️ Partition keys could not be judged", "", ...items, ...rest, ""].join("\n");
}
