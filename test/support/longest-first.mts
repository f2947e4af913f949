import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longest, in a rough order, so that none of them starts last. */
const LONGEST = [
  "test/live/e2e/stalled-broker.test.ts",
  "test/live/e2e/faults.test.ts",
  "test/live/e2e/dashboard.test.ts",
  "test/e2e/large-keys.test.ts",
  "test/e2e/action-network.test.ts",
  "test/e2e/action-comment.test.ts",
  "test/live/e2e/recommend-clusters.test.ts",
  "test/live/e2e/analyze.test.ts",
  "test/repository/recipes.test.ts",
  "test/live/e2e/recommend.test.ts",
  "test/live/e2e/confluent-cloud.test.ts",
  "test/doors/action/github-api.test.ts",
  "test/doors/dashboard/gate.test.ts",
  "test/live/adapters/kafka/install-client.test.ts",
  "test/e2e/html.test.ts",
  "test/live/e2e/dashboard-recommend.test.ts",
  "test/adapters/engine/memory-budget.test.ts",
  "test/live/e2e/bootstrap.test.ts",
  "test/adapters/rows/rows.test.ts",
  "test/doors/dashboard/page.test.ts",
  "test/e2e/sample.test.ts",
  "test/repository/docs.test.ts",
  "test/live/e2e/connection.test.ts",
  "test/e2e/packaging.test.ts",
  "test/repository/bench.test.ts",
];

/** The longest files first, the tests of the core last, one after another. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId, project }: TestSpecification): number {
  if (project.name === "core") return LONGEST.length + 1;
  const place = LONGEST.findIndex((file) => moduleId.endsWith(file));
  return place < 0 ? LONGEST.length : place;
}
