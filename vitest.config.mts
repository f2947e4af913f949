import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.mts";

const core = ["test/core/**/*.test.ts", "test/live/core/**/*.test.ts"];
const live = "test/live/e2e/**/*.test.ts";

export default defineConfig({
  test: {
    // A test that hangs ends at last; none fails because the machine is slow or busy.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 300_000 } },
    // Two more than there are cores, as several files mostly wait for servers.
    maxWorkers: availableParallelism() + 2,
    sequence: { sequencer: LongestFirst },
    coverage: {
      provider: "v8",
      include: ["src/**/*.{ts,tsx}"],
      exclude: ["src/generated/**"],
      reporter: ["text-summary", "json"],
    },
    projects: [
      {
        extends: true,
        test: {
          name: "core",
          include: core,
          // Without state, I/O and global effects: files can share a process and what it has loaded.
          isolate: false,
          // A loop over an empty list asserts nothing. Only here: vitest does not count right where
          // tests of a file run at the same time.
          expect: { requireAssertions: true },
        },
      },
      {
        extends: true,
        test: {
          name: "gate",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...core, live],
        },
      },
      {
        extends: true,
        test: {
          name: "live",
          include: [live],
          // One broker for all of them, only where one of them is to run.
          globalSetup: "test/support/kafka-global-setup.ts",
        },
      },
    ],
  },
});
