const NONE = "–";

export function median(values) {
  const ascending = values.toSorted((a, b) => a - b);
  const middle = ascending.length >> 1;
  if (ascending.length % 2 === 1) return ascending[middle];
  return (ascending[middle - 1] + ascending[middle]) / 2;
}

/** The table of one input: how long each program took, and whether its result is correct. */
export function inputTable({ name, bytes, scale, rounds, results, leftOut }) {
  const records = results.find(({ summary }) => summary?.records !== undefined)?.summary.records;
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  const count = records === undefined ? "" : `${records.toLocaleString("en")} records, `;
  const isC = results.some(({ name, failure }) => name === "c-1t" && failure === undefined);
  const ratio = isC ? "× C" : "× DuckDB";
  const header = [
    ...["program", "wall s", "least s", "CPU s", "peak MB", "M records/s", ratio, "result"],
  ];
  const rows = results.map((result) => resultRow(result, records));
  return [
    `### ${name}${scale === 1 ? "" : ` × ${scale}`}: ${count}${size}, ${rounds} ${rounds === 1 ? "round" : "rounds"}`,
    "",
    ...table(header, rows),
    ...leftOut.map(({ name, reason }) => `\nLeft out: ${name} (${reason}).`),
    "",
  ].join("\n");
}

function resultRow({ name, samples, failure, ratios, comparison }, records) {
  if (failure !== undefined) return [name, "", "", "", "", "", "", `FAILED ${cell(failure)}`];
  const walls = samples.map(({ wallSeconds }) => wallSeconds);
  const counts = comparison.text !== NONE && records !== undefined;
  return [
    name,
    median(walls).toFixed(3),
    Math.min(...walls).toFixed(3),
    medianOf(samples, "cpuSeconds", 2),
    medianOf(samples, "peakMiB", 0, 2 ** 20 / 1e6),
    counts ? (records / median(walls) / 1e6).toFixed(1) : NONE,
    ratios === undefined ? NONE : median(ratios).toFixed(2),
    comparison.text,
  ];
}

function medianOf(samples, field, decimals, factor = 1) {
  const values = samples.map((sample) => sample[field]);
  return values.includes(undefined) ? NONE : (median(values) * factor).toFixed(decimals);
}

/** The table of all inputs: median wall times in seconds. */
export function overviewTable(inputs) {
  const names = [...new Set(inputs.flatMap(({ results }) => results.map(({ name }) => name)))];
  const wall = (name, { results }) => {
    const samples = results.find((result) => result.name === name)?.samples ?? [];
    return samples.length === 0
      ? NONE
      : median(samples.map(({ wallSeconds }) => wallSeconds)).toFixed(3);
  };
  const rows = names.map((name) => [name, ...inputs.map((input) => wall(name, input))]);
  const header = ["wall s", ...inputs.map(({ name }) => name)];
  return ["### All inputs", "", ...table(header, rows), ""].join("\n");
}

export function table(header, rows) {
  const alignment = header.map((title, i) => (i === 0 || title === "result" ? "---" : "---:"));
  return [header, alignment, ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

function cell(text) {
  return text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ").slice(0, 120);
}
