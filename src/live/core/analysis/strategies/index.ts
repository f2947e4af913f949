import { customStrategy } from "./custom.ts";
import { murmur2Strategy } from "./murmur2.ts";
import { rangeStrategy } from "./range.ts";
import { roundRobinStrategy } from "./round-robin.ts";
import { stickyStrategy } from "./sticky.ts";
import type { Strategy } from "./strategy.ts";

/** The strategies that an analysis compares. A new one is a file in this folder and a line here. */
export const strategies = {
  murmur2: murmur2Strategy,
  "round-robin": roundRobinStrategy,
  sticky: stickyStrategy,
  range: rangeStrategy,
  custom: customStrategy,
} satisfies Record<string, Strategy>;

export type StrategyName = keyof typeof strategies;
