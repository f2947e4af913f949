import { configDefaults, defineConfig } from "vitest/config";

const live = "test/live/e2e/**/*.test.ts";

export default defineConfig({
  test: {
    // A test that hangs ends at last; none fails because the machine is slow or busy.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    coverage: {
      provider: "v8",
      include: ["src/**/*.{ts,tsx}"],
      exclude: ["src/generated/**"],
      reporter: ["text-summary", "json-summary"],
    },
    projects: [
      {
        extends: true,
        test: {
          name: "gate",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, live],
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
