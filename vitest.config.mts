import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Each test that spawns the CLI waits for a process; a loaded machine needs some room.
    testTimeout: 60_000,
  },
});
