import { LIMITS_PAGE, tightLimits } from "../contract/tight-limits.ts";
import type { Suggester } from "./suggestion.ts";

/** A contract whose fewest keys can break its own limits by chance. */
export const tightLimit: Suggester = {
  id: "tight-limit",
  suggest({ contract }) {
    const found = tightLimits(contract).map(({ what, next }) => `${what}. ${next}`);
    return found.length === 0 ? undefined : [`Tight limit: ${found.join(" ")} See ${LIMITS_PAGE}`];
  },
};
