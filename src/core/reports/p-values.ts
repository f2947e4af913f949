/** Below this, chance does not explain the spread: 1 of 1,000 topics without a pattern is taken for one. */
export const PATTERN = 0.001;
/** Below this, chance explains the spread, but rarely happens. */
export const RARE = 0.05;
