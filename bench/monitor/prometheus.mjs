// A real Prometheus with the alerts' rules, for the monitor's benchmark.
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { findPrometheus } from "../../scripts/promtool.mjs";
import { cli, run, say } from "./programs.mjs";

/** As the alerts' rules, but in seconds instead of minutes. */
const FOR = "for: 15s";

export async function startPrometheus(cleanup, folder, { url, contract }) {
  const alerts = spawn(process.execPath, [
    cli,
    "alerts",
    "--contract",
    contract,
    "--exporter",
    "skew-contract",
  ]);
  let rules = "";
  for await (const text of alerts.stdout) rules += text;
  await writeFile(join(folder, "rules.yml"), rules.replaceAll("for: 10m", FOR));
  const target = JSON.stringify(new URL(url).host);
  const config = `global: { scrape_interval: 2s, evaluation_interval: 2s }
rule_files: [rules.yml]
scrape_configs: [{ job_name: monitor, static_configs: [{ targets: [${target}] }] }]
`;
  await writeFile(join(folder, "prometheus.yml"), config);
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const args = ["--config.file=prometheus.yml", "--storage.tsdb.path=data"];
  const child = run(
    cleanup,
    await findPrometheus(),
    [...args, `--web.listen-address=127.0.0.1:${port}`],
    { cwd: folder },
  );
  child.stdout.resume();
  child.stderr.resume();
  return `http://127.0.0.1:${port}`;
}

/** Prints whenever the set of firing alerts changes; `until` waits for one to fire or to end. */
export function watchAlerts(prometheus, signal) {
  let firing = new Set();
  const poll = async () => {
    while (!signal.aborted) {
      const answer = await fetch(`${prometheus}/api/v1/alerts`).then(
        (response) => response.json(),
        () => undefined,
      );
      const now = new Set(
        (answer?.data.alerts ?? [])
          .filter(({ state }) => state === "firing")
          .map(({ labels }) => labels.alertname),
      );
      for (const alert of now) if (!firing.has(alert)) say(`FIRES ${alert}`);
      for (const alert of firing) if (!now.has(alert)) say(`ends  ${alert}`);
      firing = now;
      await setTimeout(500);
    }
  };
  void poll();
  return async (alert, isFiring, limitMs = 180_000) => {
    const endMs = Date.now() + limitMs;
    while (firing.has(alert) !== isFiring) {
      if (Date.now() > endMs) throw new Error(`${alert} does not ${isFiring ? "fire" : "end"}`);
      await setTimeout(200);
    }
  };
}
