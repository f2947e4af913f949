import type { LiveProgress } from "../progress.ts";
import type { RecommendContext } from "./recommend.ts";

/** Reports how many topics of all clusters have been analyzed. */
export function watchTopics(progress: LiveProgress): RecommendContext["watch"] {
  let done = 0;
  let all = 0;
  const step = () => progress.step("analyzing topics", done, all);
  return {
    found(_, topics) {
      all += topics.length;
      step();
    },
    analyzed(_, topics) {
      done += topics.length;
      step();
    },
    done: () => undefined,
  };
}
