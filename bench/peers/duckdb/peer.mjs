import { join } from "node:path";

const VERSION = "2.0.0";

function build(output, run) {
  run("python3", "-m", "venv", output);
  const pip = join(output, "bin", "pip");
  run(pip, "install", "--quiet", "--disable-pip-version-check", `duckdb==${VERSION}`);
}

export const duckdbPeer = {
  name: "duckdb",
  about: "DuckDB's GROUP BY with all threads; nothing of the partitions",
  folder: "duckdb",
  needs: ["python3"],
  readsRows: true,
  unfit: { edges: "its CSV reader ends lines at a lone CR" },
  build,
  command: (output, file, source) => [
    join(output, "bin", "python"),
    join(source, "count.py"),
    file,
  ],
};
