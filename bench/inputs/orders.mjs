import { randomBelow, randomShare } from "./random.mjs";
import { zipf } from "./zipf.mjs";

const KEY_SEED = 2;
const AMOUNT_SEED = 3;
const ZIPF_EXPONENT = 1.1;
// A prime above the number of users: rank times prime, modulo the users, meets every user once.
const SCATTER = 7_368_787;
const SHIFT = 1_234_567;
const COUNTRIES = ["DE", "FR", "US", "CN", "BR", "IN", "JP", "GB"];
const FIRST_MS = Date.UTC(2026, 10, 1);

const csv = ({ key, time, amount, country }) => `${key},${time},${amount},${country}\n`;
const tsv = ({ key, time, amount, country }) => `${key}\t${time}\t${amount}\t${country}\n`;
const jsonl = ({ key, time, amount, country }) =>
  `{"key":"${key}","time":"${time}","amount":${Number(amount)},"country":"${country}"}\n`;
const kcat = ({ key, amount, country, index }) => {
  const place = `"partition":${index % 12},"offset":${index},"tstype":"create","ts":${FIRST_MS + index}`;
  const payload = `{\\"amount\\":${amount},\\"country\\":\\"${country}\\"}`;
  return `{"topic":"orders",${place},"broker":1,"key":"${key}","payload":"${payload}"}\n`;
};

const formats = {
  csv: { header: "key,time,amount,country\n", row: csv },
  tsv: { header: "key\ttime\tamount\tcountry\n", row: tsv },
  jsonl: { header: "", row: jsonl },
  kcat: { header: "", row: kcat },
};

/** Orders of users, few of whom are busy, as an export in one of the formats. */
export function writeOrders(file, records, users, format) {
  const { header, row } = formats[format];
  const rankAt = zipf(users, ZIPF_EXPONENT);
  file.text(header);
  for (let index = 0; index < records; index++) {
    const user = (rankAt(randomShare(KEY_SEED, index)) * SCATTER + SHIFT) % users;
    const order = {
      index,
      key: `user-${user}`,
      time: `${new Date(FIRST_MS + index * 500).toISOString().slice(0, 19)}Z`,
      amount: (randomBelow(AMOUNT_SEED, index, 10_000) / 100).toFixed(2),
      country: COUNTRIES[index % COUNTRIES.length],
    };
    file.text(row(order));
  }
}
