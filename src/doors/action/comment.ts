import type { Verdict } from "#core/verdict.ts";
import type { Api, Comment } from "./github-api.ts";
import type { CommentMode } from "./inputs.ts";
import type { Markers } from "./markers.ts";

/** What became of the comment, for the log. */
export type Commented = "created" | "updated" | "unchanged" | "none";

interface Wanted {
  readonly mode: CommentMode;
  /** Undefined where nothing could be judged. */
  readonly verdict: Verdict | undefined;
  readonly markers: Markers;
  readonly text: string;
}

/**
 * Brings the one comment of this step up to date. While all holds an earlier comment is updated, but
 * none is begun unless it is always wanted.
 */
export async function writeComment(
  api: Api,
  pullRequest: number,
  { mode, verdict, markers, text }: Wanted,
): Promise<Commented> {
  const body = `${markers.own}\n${text}`;
  const ours = await ownComments(api, pullRequest, markers);
  const [own, ...doubles] = ours.filter((one) => beginsWith(one, markers.own));
  const isSame = own?.body.trimEnd() === body.trimEnd();
  const isThere = own !== undefined && (isSame || (await api.update(own.id, body)));
  const isWanted = mode === "always" || verdict === "fail" || own !== undefined;
  if (!isThere && isWanted) await api.create(pullRequest, body);
  // Two runs at once may both have found none, or both take the other's away. What steps shared says
  // nothing of any of them; none takes it over, as two of them could do so at once.
  const shared = ours.filter((one) => beginsWith(one, markers.shared));
  for (const { id } of [...doubles, ...shared]) await api.remove(id);
  if (isThere) return isSame ? "unchanged" : "updated";
  return isWanted ? "created" : "none";
}

/** By the token's own user; where that is an app, by whom outsiders cannot be. */
async function ownComments(
  api: Api,
  pullRequest: number,
  { own, shared }: Markers,
): Promise<readonly Comment[]> {
  const marked = (await api.comments(pullRequest)).filter(
    (one) => beginsWith(one, own) || beginsWith(one, shared),
  );
  const viewer = marked.length === 0 ? undefined : await api.viewer();
  return marked.filter(({ authorId, isTrusted }) =>
    viewer === undefined ? isTrusted : authorId === viewer,
  );
}

function beginsWith({ body }: Comment, marker: string): boolean {
  return body.trimStart().startsWith(marker);
}
