import type { Verdict } from "../verdict.ts";
import type { Api, Comment } from "./github-api.ts";
import type { CommentMode } from "./inputs.ts";

/** What became of the comment, for the log. */
export type Commented = "created" | "updated" | "unchanged" | "none";

interface Wanted {
  readonly mode: CommentMode;
  /** Undefined where nothing could be judged. */
  readonly verdict: Verdict | undefined;
  /** Begins the comment, and no other one. */
  readonly marker: string;
  readonly text: string;
}

/**
 * Brings the one comment of this job up to date. While all holds an earlier comment is updated, but
 * none is begun unless it is always wanted.
 */
export async function writeComment(
  api: Api,
  pullRequest: number,
  { mode, verdict, marker, text }: Wanted,
): Promise<Commented> {
  const body = `${marker}\n${text}`;
  const [own, ...doubles] = (await api.comments(pullRequest)).filter((one) => isOwn(one, marker));
  const isSame = own?.body.trimEnd() === body.trimEnd();
  const isThere = own !== undefined && (isSame || (await api.update(own.id, body)));
  // Two runs at once may both have found none, or both take the other's away.
  for (const { id } of doubles) await api.remove(id);
  if (isThere) return isSame ? "unchanged" : "updated";
  const isWanted = mode === "always" || verdict === "fail" || own !== undefined;
  if (!isWanted) return "none";
  await api.create(pullRequest, body);
  return "created";
}

function isOwn({ body, isTrusted }: Comment, marker: string): boolean {
  return isTrusted && body.trimStart().startsWith(marker);
}
