import type { Verdict } from "#core/verdict.ts";
import type { Api, Comment } from "./github-api.ts";
import type { CommentMode } from "./inputs.ts";
import type { Markers } from "./markers.ts";

/** What happened to the comment, for the log. */
export type CommentOutcome = "created" | "updated" | "unchanged" | "none";

interface CommentRequest {
  readonly mode: CommentMode;
  /** Undefined if nothing could be judged. */
  readonly verdict: Verdict | undefined;
  readonly markers: Markers;
  readonly text: string;
}

/**
 * Brings the single comment of this step up to date. If the verdict is not `fail`, an existing
 * comment is updated, but a new one is created only in mode `always`.
 */
export async function writeComment(
  api: Api,
  pullRequest: number,
  { mode, verdict, markers, text }: CommentRequest,
): Promise<CommentOutcome> {
  const body = `${markers.own}\n${text}`;
  const ours = await ownComments(api, pullRequest, markers);
  const [own, ...doubles] = ours.filter((one) => startsWithMarker(one, markers.own));
  const isSame = own?.body.trimEnd() === body.trimEnd();
  const isThere = own !== undefined && (isSame || (await api.update(own.id, body)));
  const isWanted = mode === "always" || verdict === "fail" || own !== undefined;
  if (!isThere && isWanted) await api.create(pullRequest, body);
  // Two concurrent runs may both have found no comment, or may both remove the other's. A comment
  // that
  // steps once shared is removed rather than reused, because two steps could reuse it at once.
  const shared = ours.filter((one) => startsWithMarker(one, markers.shared));
  for (const { id } of [...doubles, ...shared]) await api.remove(id);
  if (isThere) return isSame ? "unchanged" : "updated";
  return isWanted ? "created" : "none";
}

/**
 * Comments by the token's own user or, if that is an app, by authors whom outsiders cannot
 * impersonate.
 */
async function ownComments(
  api: Api,
  pullRequest: number,
  { own, shared }: Markers,
): Promise<readonly Comment[]> {
  const marked = (await api.comments(pullRequest)).filter(
    (one) => startsWithMarker(one, own) || startsWithMarker(one, shared),
  );
  const viewer = marked.length === 0 ? undefined : await api.viewer();
  return marked.filter(({ authorId, isTrusted }) =>
    viewer === undefined ? isTrusted : authorId === viewer,
  );
}

function startsWithMarker({ body }: Comment, marker: string): boolean {
  return body.trimStart().startsWith(marker);
}
