import type { LiveProgress } from "../progress.ts";
import type { RecommendContext } from "./recommend.ts";

/** Tells how many topics of all clusters together were looked at. */
export function watchTopics(progress: LiveProgress): RecommendContext["watch"] {
  let done = 0;
  let all = 0;
  const step = () => progress.step("looking at topics", done, all);
  return {
    found(_, topics) {
      all += topics.length;
      step();
    },
    looked(_, topics) {
      done += topics.length;
      step();
    },
    done: () => undefined,
  };
}
