// `node scripts/key-design.mjs`, after a build, draws the pictures of docs/key-design.md: the same
// records under different keys, judged by the library.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const PARTITIONS = 48;
const WIDTH = 720;
const HEIGHT = 150;
/** Room above the bars for the title. */
const TOP = 26;
/** The share at the top of a picture. */
const MOST_SHARE = 0.2;
const SALTED_COUNTRIES = 10;
const SALTS = 8;

/** People by country and city, as if each thousand were a record. */
function readCities() {
  const rows = readFileSync(`${root}fixtures/world-cities/by-city/keys.csv`, "utf8");
  return rows
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((row) => {
      const [, text, count] = /^(.*),(\d+)$/.exec(row);
      const key = text.replace(/^"|"$/g, "");
      return { country: key.slice(0, 2), city: key.slice(3), count: Number(count) };
    });
}

/** The countries with the most records. */
function hottest(cities) {
  const records = new Map();
  for (const { country, count } of cities) {
    records.set(country, (records.get(country) ?? 0) + count);
  }
  const descending = [...records].sort(([, a], [, b]) => b - a);
  return new Set(descending.slice(0, SALTED_COUNTRIES).map(([country]) => country));
}

/** The records of a city as keys with counts. */
const designs = {
  country: {
    title: "Key: country",
    keysOf: ({ country, count }) => [{ key: country, count }],
  },
  prefix: {
    title: "Key: the first two letters of the city",
    keysOf: ({ city, count }) => [{ key: city.slice(0, 2), count }],
  },
  composite: {
    title: "Key: country:city",
    keysOf: ({ country, city, count }) => [{ key: `${country}:${city}`, count }],
  },
  salted: {
    title: `Key: country, the hottest ${SALTED_COUNTRIES} salted ${SALTS} ways`,
    keysOf({ country, count }, hot) {
      if (!hot.has(country)) return [{ key: country, count }];
      return Array.from({ length: SALTS }, (_, salt) => ({
        key: `${country}#${salt}`,
        count: Math.floor((count + salt) / SALTS),
      }));
    },
  },
};

/** The pictures by file name. `gate` is the library's. */
export function keyDesignPictures({ gate }) {
  const cities = readCities();
  const hot = hottest(cities);
  return Object.fromEntries(
    Object.entries(designs).map(([name, { title, keysOf }]) => {
      const keys = cities.flatMap((city) => keysOf(city, hot)).filter(({ count }) => count > 0);
      return [`key-${name}.svg`, draw(title, gate({ partitions: PARTITIONS }, keys))];
    }),
  );
}

/** One bar per partition. All pictures have the same scale. */
function draw(title, { partition_counts, records, max_partition_share, gini, unique_keys }) {
  const step = WIDTH / PARTITIONS;
  const bars = partition_counts.map((count, i) => {
    const height = round((count / records / MOST_SHARE) * (HEIGHT - TOP));
    return `  <rect x="${round(i * step + 1)}" y="${round(HEIGHT - height)}" width="${round(step - 2)}" height="${height}"/>`;
  });
  const even = round(HEIGHT - (HEIGHT - TOP) / PARTITIONS / MOST_SHARE);
  const figures = `${unique_keys.toLocaleString("en")} keys, largest share ${percent(max_partition_share)}, Gini ${gini.toFixed(2)}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}: ${figures}">
  <style>
    text { font: 14px sans-serif; fill: #59636e }
    rect { fill: #4878cf }
    line { stroke: #d1495b; stroke-dasharray: 4 3 }
    @media (prefers-color-scheme: dark) { text { fill: #9198a1 } rect { fill: #7aa2f7 } }
  </style>
  <text x="1" y="16">${title}</text>
  <text x="${WIDTH - 1}" y="16" text-anchor="end">${figures}</text>
${bars.join("\n")}
  <line x1="0" x2="${WIDTH}" y1="${even}" y2="${even}"/>
</svg>
`;
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

function round(number) {
  return Math.round(number * 10) / 10;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const library = await import("../dist/index.mjs");
  for (const [name, picture] of Object.entries(keyDesignPictures(library))) {
    writeFileSync(`${root}docs/images/${name}`, picture);
  }
}
