// What is not in dist/cli.js, because V8 reads all of it at every start. Modules of ours that are imported
// dynamically need no line here.

/** Modules that only some runs need, in files that all bundles share. */
export const rare = {
  yaml: "yaml",
  picomatch: "picomatch",
  html: "src/core/reports/html.ts",
  "commander-help": "node_modules/commander/lib/help.js",
  "github-api": "src/doors/action/github-api.ts",
  "aws-sdk": "src/live/adapters/credentials/aws-sdk.ts",
  "generated/validate-contract": "src/generated/validate-contract.js",
  "generated/validate-report": "src/generated/validate-report.js",
  "generated/kernel": "src/generated/kernel.js",
  "generated/libzstd": "src/generated/libzstd.js",
  "generated/engine-worker": "src/generated/engine-worker.js",
  "live/index": "src/doors/cli/live/index.ts",
};

/**
 * Modules whose functions are not called by a check that passes, by the name of their file in
 * dist/rare/. It is loaded when one of them is called. They export functions only.
 */
export const late = {
  "late/errors": [
    "src/adapters/system-error.ts",
    "src/core/errors/compression-messages.ts",
    "src/core/errors/detail-messages.ts",
    "src/core/errors/error-parts.ts",
    "src/core/errors/messages.ts",
    "src/core/errors/partitioner-messages.ts",
    "src/core/errors/sample-messages.ts",
    "src/doors/cli/operand-messages.ts",
    "src/doors/cli/parse-errors.ts",
  ],
  "late/broken": [
    "src/core/reports/sha256.ts",
    "src/core/reports/spread-text.ts",
    "src/core/reports/text-charts.ts",
    "src/core/reports/text-notes.ts",
    "src/core/reports/unjudged-topics.ts",
    "src/core/rules/estimated-breach.ts",
    "src/core/rules/partitioner-text.ts",
    "src/core/rules/producers-text.ts",
    "src/core/simulations/null-token.ts",
  ],
  "late/many": ["src/core/reports/text-many.ts"],
  "late/details": ["src/core/reports/details-text.ts", "src/core/rules/doubts.ts"],
  "late/windows": ["src/core/contract/window.ts"],
  "late/changes": ["src/core/measures/sampling-noise.ts", "src/core/reports/changes-text.ts"],
};
