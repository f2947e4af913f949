import fc from "fast-check";
import type { DetailField } from "#core/keys/details/record-details.ts";
import type { KeyLocation } from "#core/keys/key-location.ts";
import { type PartitionerName, partitioners } from "#core/partitioners/index.ts";
import type { TopicPlacement } from "#core/tally/detail-tally.ts";
import type { Case } from "./reading.ts";

type Text = fc.Arbitrary<string>;

/** Bytes as Latin-1: pieces that readers look at, and text in UTF-8, right and wrong. */
const PIECES = ["a", "b1", " ", "é", "日本", "🙂"].map((text) =>
  Buffer.from(text).toString("latin1"),
);
const plainText = fc.string({ unit: fc.constantFrom(...PIECES), maxLength: 12 });
const anyBytes = fc
  .uint8Array({ maxLength: 4 })
  .map((bytes) => Buffer.from(bytes).toString("latin1"));
/** A few keys, so that one soon comes twice, of the lengths at which the kernel does something else. */
const keyText = fc.oneof(
  { arbitrary: fc.constantFrom("a", "b", "user-1", "user-17"), weight: 240 },
  { arbitrary: plainText, weight: 120 },
  { arbitrary: fc.nat(300).map((length) => "k".repeat(length)), weight: 20 },
  { arbitrary: fc.constantFrom(8192, 8193).map((length) => "l".repeat(length)), weight: 1 },
);

/** Weights in twentieths. */
function weighted(...all: readonly (readonly [weight: number, arbitrary: Text])[]): Text {
  return fc.oneof(
    ...all.map(([weight, arbitrary]) => ({ weight: Math.round(20 * weight), arbitrary })),
  );
}

const lineEnd = weighted(
  [6, fc.constant("\n")],
  [2, fc.constant("\r\n")],
  [0.2, fc.constant("\r\r\n")],
);
const lastEnd = fc.constantFrom("\n", "\n", "\r\n", "", "", "\r");
const sizes = fc.record({
  pieceBytes: fc.constantFrom(40, 200, 1000, 4000),
  rangeBytes: fc.constantFrom(40, 100, 300, 1000, 100_000),
  readBytes: fc.constantFrom(1, 7, 64, 100, 1000, 100_000),
  isInTurn: fc.boolean(),
});

/** Mostly none of what is wrong, so that much of a file is read. */
const isRight = fc.oneof(
  { weight: 3, arbitrary: fc.constant(true) },
  { weight: 1, arbitrary: fc.constant(false) },
);

interface Rows {
  readonly format: Case["format"];
  readonly location: KeyLocation;
  readonly text: string;
}

/** A number or time, which is wrong with anything beside it. */
function bareCell(hasQuotes: boolean, text: Text): Text {
  return hasQuotes ? weighted([10, text], [2, text.map((one) => `"${one}"`)]) : text;
}

function cellOf(delimiter: string, hasQuotes: boolean, isRight: boolean, text: Text): Text {
  const bare = text.map((one) => one.replaceAll(delimiter, "").replace(/[\n"]/g, ""));
  const quoted = fc
    .array(weighted([4, text], [1, fc.constantFrom('"', "\n", "\r\n", "\r", delimiter)]), {
      maxLength: 3,
    })
    .map((parts) => `"${parts.join("").replaceAll('"', '""')}"`);
  const odd = fc.string({ unit: fc.constantFrom('"', delimiter, "\r", "\n", "a"), maxLength: 4 });
  const literal = bare.map((one) => `x${one}"y`);
  return weighted(
    [10, bare],
    [hasQuotes ? 5 : isRight ? 0 : 0.1, quoted],
    [0.3, literal],
    [0.2, bare.map((one) => `${one}\r`)],
    [isRight ? 0 : 0.3, odd],
  );
}

const countText = (isRight: boolean) =>
  weighted(
    [20, fc.nat(5).map(String)],
    [3, fc.constantFrom("007", "600.0", "1,234,567", "123456789012", "0000000000000012")],
    [isRight ? 0 : 0.3, fc.constantFrom("", "x", "-1", "1.5", "9007199254740992", " 1")],
  );

const DELIMITERS = { ",": ",", "\t": "\t", ";": ";", "\u0001": "\\x01" } as const;

const partitionText = (isRight: boolean) =>
  weighted(
    [40, fc.nat(5).map(String)],
    [isRight ? 0 : 2, fc.constantFrom("12", "007", " 3 ", "4.0", "2147483646")],
    [isRight ? 0 : 0.5, fc.constantFrom("", "x", "-1", "2147483647", "1.5", "99999999999999999")],
  );

const FIRST_MS = Date.UTC(2026, 10, 1);
const isoTime = fc
  .tuple(
    fc.nat(2 ** 40),
    fc.constantFrom("Z", "Z", "", " UTC", "+02:00", "-0930"),
    fc.constantFrom(19, 20, 21, 23, 23, 23),
    fc.constantFrom("T", "T", " "),
  )
  .map(([ms, zone, length, separator]) => {
    const text = new Date(FIRST_MS + ms).toISOString().slice(0, length).replace(/\.$/, ".5");
    return text.replace("T", separator) + zone;
  });
/** In milliseconds for a scale of 1. */
const epochTime = (scale: number) =>
  fc.nat(2 ** 30).map((ms) => String(Math.floor((FIRST_MS + ms) * scale)));
const oddTime = fc.constantFrom(
  ...[
    "",
    "0",
    "123",
    "99999999",
    "100000000",
    "1e12",
    "1795827213.862",
    "7258118400000",
    " 1795827213862",
  ],
  ...[
    "2026-02-29T00:00:00Z",
    "2024-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-11-31 10:00:00",
  ],
  ...[
    "2026-11-28T24:00:00Z",
    "2026-11-28T10:00Z",
    "2026-11-28T10:00:00,5Z",
    "2026-11-28T10:00:00.",
    "x",
  ],
  ...[
    "2199-12-31T23:59:59.999999999Z",
    "2200-01-01T00:00:00Z",
    "1973-03-03T09:46:39Z",
    "1973-03-03T09:46:40Z",
  ],
  ...[
    "2026-11-28T10:00:00.1234567891Z",
    "2026-11-28X10:00:00Z",
    "0000000001795827213",
    "18446744073709551616",
  ],
);

/** Mostly one way to write a time for a whole file. */
const timeText = (isRight: boolean, scale: number) =>
  weighted(
    [40, scale === 0 ? isoTime : epochTime(scale)],
    [isRight ? 0 : 1, oddTime],
    [isRight ? 0 : 0.3, scale === 0 ? epochTime(1) : isoTime],
  );

const sizeText = (isRight: boolean) =>
  weighted(
    [40, fc.nat(5000).map(String)],
    [isRight ? 0 : 1, fc.constantFrom("1,234,567", "12.0", "", "9007199254740991", "1.5", "x")],
  );

/** What a file has besides keys, and how it is found. */
const detailing = fc.record({
  fields: fc.oneof(
    { weight: 2, arbitrary: fc.constant<DetailField[]>([]) },
    {
      weight: 3,
      arbitrary: fc.subarray<DetailField>(["partition", "time", "bytes"], { minLength: 1 }),
    },
  ),
  isNamed: fc.boolean(),
  /** Of epoch times; 0 for ISO 8601. */
  scale: fc.constantFrom(0, 0, 0.001, 1, 1, 1, 1000, 1e6),
  /** Whether the user's columns have nothing that is refused. */
  isClean: isRight,
});

const NAMED = { partition: "partitionColumn", time: "timeColumn", bytes: "bytesColumn" } as const;

/** Separated text. */
const separatedRows: fc.Arbitrary<Rows> = fc
  .record({
    format: fc.constantFrom("csv" as const, "tsv" as const),
    delimiter: fc.constantFrom(...(Object.keys(DELIMITERS) as (keyof typeof DELIMITERS)[])),
    hasHeader: fc.boolean(),
    before: fc.nat(2),
    after: fc.nat(3),
    counted: fc.constantFrom("named", "guessed", "none", "open"),
    isRight,
    detailing,
  })
  .chain(({ format, delimiter, hasHeader, before, after, counted, isRight, detailing }) => {
    const hasQuotes = format === "csv";
    const cell = (text: Text) => cellOf(delimiter, hasQuotes, isRight, text);
    const other = cell(weighted([3, plainText], [1, fc.nat(9999).map(String)], [1, anyBytes]));
    const hasCount = counted === "named" || counted === "guessed";
    const { fields, isNamed, scale, isClean } = detailing;
    // Recognized by its name beside an offset, without its being named.
    const known = { partition: "partition", time: "timestamp", bytes: "size" };
    const isKnown = !isNamed && hasHeader;
    const details = isNamed || hasHeader ? fields.map((field) => known[field]) : [];
    const names = [
      ...(isKnown && details.length > 0 ? ["offset"] : []),
      ...Array.from({ length: before }, (_, i) => `b${i}`),
      "key",
      ...(hasCount ? [counted === "named" ? "times" : "count"] : []),
      ...Array.from({ length: after }, (_, i) => `a${i}`),
      ...details,
    ];
    const cells = names.map((name) => {
      if (name === "key") return cell(weighted([9, keyText], [1, anyBytes]));
      if (name === "times" || name === "count") return bareCell(hasQuotes, countText(isRight));
      if (name === known.partition) return bareCell(hasQuotes, partitionText(isClean));
      if (name === known.time) return bareCell(hasQuotes, timeText(isClean, scale));
      return name === known.bytes ? bareCell(hasQuotes, sizeText(isClean)) : other;
    });
    const right = fc.tuple(...cells);
    const wrong = fc.array(other, { maxLength: 6 });
    const row = fc.oneof(
      { weight: 40, arbitrary: right },
      { weight: isRight ? 0 : 1, arbitrary: wrong },
      { weight: 1, arbitrary: fc.constant([""]) },
    );
    const location: KeyLocation = {
      ...(hasHeader ? {} : { header: false, column: before + 1 }),
      ...(counted === "named" ? { countColumn: hasHeader ? "times" : before + 2 } : {}),
      ...(counted === "none" ? { countColumn: false as const } : {}),
      ...(delimiter === (hasQuotes ? "," : "\t") ? {} : { delimiter: DELIMITERS[delimiter] }),
      ...(isNamed
        ? Object.fromEntries(
            fields.map((field) => {
              const name = known[field];
              return [NAMED[field], hasHeader ? name : names.indexOf(name) + 1];
            }),
          )
        : {}),
    };
    const start = fc.constant(hasHeader ? `${names.join(delimiter)}\n` : "");
    return fc
      .tuple(
        start,
        fc.array(fc.tuple(row, lineEnd), { minLength: 1, maxLength: 60, size: "max" }),
        lastEnd,
      )
      .map(([start, rows, last]) => {
        const lines = rows.map(([cells, end]) => cells.join(delimiter) + end).join("");
        return { format, location, text: start + lines.replace(/\r*\n$/, last) };
      });
  });

const blank = fc.constantFrom("", "", "", "", " ", "\t", "\r", "  ");
const escaped = fc.constantFrom(
  ...['\\"', "\\\\", "\\/", "\\n", "\\t", "\\b", "\\f", "\\r", "\\u0041", "\\u00e9", "\\u65E5"],
  ...["\\ud83d\\ude42", "\\u0000"],
);
const wrongText = fc.constantFrom(
  '"',
  "\\x",
  "\\u12",
  "\t",
  "\ud800",
  "\xff",
  "\xc3",
  "\xed\xa0\x80",
);
const surrogate = fc.constantFrom("\\ud800", "\\udc00x", "\\ud800\\u0041");

function jsonString(isRight: boolean, text: Text): Text {
  const parts = weighted(
    [12, text.map((one) => one.replaceAll('"', "").replaceAll("\\", ""))],
    [2, escaped],
    [0.1, surrogate],
    [isRight ? 0 : 0.1, wrongText],
  );
  return fc.array(parts, { minLength: 1, maxLength: 3 }).map((all) => `"${all.join("")}"`);
}

function scalar(isRight: boolean): Text {
  return weighted(
    [4, jsonString(isRight, plainText)],
    [2, fc.constantFrom("0", "-1", "12", "1.50", "1e3", "-0", "2E+10", "123456789012345678")],
    [2, fc.constantFrom("true", "false", "null")],
    [isRight ? 0 : 0.1, fc.constantFrom("01", "1.", "tru", "nul", "-", ".5", "+1", "NaN", "nulll")],
  );
}

interface Member {
  readonly name: string;
  readonly value: string;
}

function objectOf(members: fc.Arbitrary<Member[]>, blanksOf: Text = blank): Text {
  return fc
    .tuple(members, fc.array(blanksOf, { minLength: 6, maxLength: 6 }))
    .map(([all, blanks]) => {
      const [a, b, c, d, e, f] = blanks;
      const text = all.map(({ name, value }) => `${a}${name}${b}:${c}${value}${d}`).join(`${e},`);
      return `{${text}${f}}`;
    });
}

function valueText(isRight: boolean, depth: number): Text {
  if (depth === 0) return scalar(isRight);
  const inner = valueText(isRight, depth - 1);
  const name = fc.constantFrom('"key"', '"x"', '"n"', '"y\\u0041"', '"id"');
  const list = fc.array(inner, { maxLength: 3 }).map((all) => `[${all.join(",")}]`);
  return weighted(
    [6, scalar(isRight)],
    [1, objectOf(fc.array(fc.record({ name, value: inner }), { maxLength: 3 }))],
    [1, list],
  );
}

interface Style {
  readonly isRight: boolean;
  /** Whether all lines are written alike but for their values. */
  readonly isUniform: boolean;
}

const blanksOf = ({ isUniform }: Style) => (isUniform ? fc.constant("") : blank);

/** A member at a path, beside others. */
function nested(path: readonly string[], value: Text, style: Style): fc.Arbitrary<Member> {
  const [name = "", ...rest] = path;
  if (rest.length === 0) return value.map((one) => ({ name: JSON.stringify(name), value: one }));
  const inner = nested(rest, value, style);
  const members = fc.tuple(inner, others(style)).map(([one, more]) => [one, ...more]);
  return objectOf(members, blanksOf(style)).map((one) => ({
    name: JSON.stringify(name),
    value: one,
  }));
}

function others({ isRight, isUniform }: Style): fc.Arbitrary<Member[]> {
  if (isUniform) return scalar(isRight).map((value) => [{ name: '"some time"', value }]);
  const name = fc.oneof(
    { weight: 150, arbitrary: fc.constantFrom('"time"', '"value"', '"x"', '"ke"', '"keys"', '""') },
    { weight: isRight ? 1 : 5, arbitrary: fc.constantFrom('"key"', '"id"', '"k\\u0065y"', '"n"') },
  );
  return fc.array(fc.record({ name, value: valueText(isRight, 2) }), { maxLength: 3 });
}

/** JSON Lines, and what kcat -J writes. */
const jsonRows: fc.Arbitrary<Rows> = fc
  .record({
    format: fc.constantFrom("jsonl" as const, "jsonl" as const, "kcat" as const),
    path: fc.constantFrom(["key"], ["key"], ["key", "id"], ["x", "key", "n"]),
    counted: fc.constantFrom("pointer", "column", "guessed", "none", "open"),
    mayLack: fc.boolean(),
    isRight,
    isUniform: fc.boolean(),
    detailing,
  })
  .chain(({ format, path, counted, mayLack, isRight, isUniform, detailing }) => {
    const style = { isRight, isUniform };
    const isKcat = format === "kcat";
    const pointer = isKcat ? ["key"] : path;
    const parent = pointer.slice(0, -1);
    const hasCount = !isKcat && ["pointer", "column", "guessed"].includes(counted);
    const countName = counted === "guessed" ? "count" : "times";
    const key = weighted(
      [12, jsonString(isRight, keyText)],
      [2, fc.constantFrom("1", "1.50", "-7", "12345678901234567890", "null", "null")],
      [isRight ? 0 : 0.2, valueText(isRight, 1)],
    );
    const count = weighted(
      [20, fc.nat(5).map(String)],
      [2, fc.constantFrom('"12"', "2.0", "1e2", "123456789012", '"1,234,567"')],
      [isRight ? 0 : 0.3, fc.constantFrom("-1", "1.5", "null", '"x"', "true")],
    );
    const member = nested(pointer, key, style);
    const { isNamed, scale, isClean } = detailing;
    const fields = isKcat || isNamed || parent.length === 0 ? detailing.fields : [];
    const known = { partition: "partition", time: isKcat ? "ts" : "timestamp", bytes: "payload" };
    const own = { partition: "place", time: "when", bytes: "size" };
    const nameOf = (field: (typeof fields)[number]) => (isNamed ? own : known)[field];
    const beside = fc
      .tuple(...fields.map((field) => detailMember(nameOf(field), field, scale, isClean)))
      .map((all) => {
        const shown = all.filter(({ value }) => value !== "");
        const offset = !isKcat && !isNamed && fields.length > 0;
        return offset ? [{ name: '"offset"', value: "1" }, ...shown] : shown;
      });
    const wanted: fc.Arbitrary<Member[]> =
      hasCount && parent.length === 0
        ? fc.tuple(member, nested([...parent, countName], count, style))
        : member.map((one) => [one]);
    const members = fc
      .tuple(others(style), wanted, others(style), beside)
      .map(([before, own, after, details]) => [...details, ...before, ...own, ...after]);
    const lacking = fc.tuple(others(style), beside).map((all) => all.flat());
    const line = weighted(
      [40, objectOf(members, blanksOf(style))],
      [isRight && !mayLack ? 0 : 2, objectOf(lacking)],
      [isUniform ? 0.1 : 1, blank],
      [
        isRight ? 0 : 0.5,
        weighted([1, anyBytes], [1, valueText(false, 2)], [1, fc.constant("\u00a0")]),
      ],
    );
    const bytes = isKcat ? weighted([9, line], [1, objectOf(rawKey)]) : line;
    const location: KeyLocation = {
      ...(isKcat ? {} : { pointer: `/${path.join("/")}` }),
      ...(mayLack ? { missing: "null" as const } : {}),
      ...(hasCount && counted === "pointer" && parent.length === 0
        ? { countPointer: `/${countName}` }
        : {}),
      ...(hasCount && counted === "column" && parent.length === 0
        ? { countColumn: countName }
        : {}),
      ...(counted === "none" && !isKcat ? { countColumn: false as const } : {}),
      ...(isNamed
        ? Object.fromEntries(
            fields.map((field) => [NAMED[field], isKcat ? nameOf(field) : `/${nameOf(field)}`]),
          )
        : {}),
    };
    return fc
      .tuple(
        fc.array(fc.tuple(blanksOf(style), bytes, blanksOf(style), lineEnd), {
          minLength: 1,
          maxLength: 40,
          size: "max",
        }),
        lastEnd,
      )
      .map(([lines, last]) => {
        const text = lines.map((parts) => parts.join("")).join("");
        return { format, location, text: text.replace(/\r*\n$/, last) };
      });
  });

/** A detail as JSON: mostly a number as it is, or text in quotes. */
function detailMember(
  name: string,
  field: keyof typeof NAMED,
  scale: number,
  isRight: boolean,
): fc.Arbitrary<Member> {
  const texts = {
    partition: partitionText(isRight),
    time: timeText(isRight, scale),
    bytes: name === "payload" ? jsonText(isRight) : sizeText(isRight),
  };
  const value = texts[field].chain((text) => {
    const bare = /^(0|[1-9]\d*)(\.\d+)?$/.test(text) || text.startsWith('"') ? text : `"${text}"`;
    const odd = fc.constantFrom(
      `"${text}"`,
      "null",
      "true",
      "-3",
      "1.5",
      "1e3",
      "[1]",
      '{"a":1}',
      "",
    );
    return fc.oneof(
      { weight: 60, arbitrary: fc.constant(bare) },
      { weight: isRight ? 0 : 2, arbitrary: odd },
    );
  });
  return value.map((one) => ({ name: JSON.stringify(name), value: one }));
}

function jsonText(isRight: boolean): Text {
  return jsonString(isRight, weighted([6, plainText], [1, anyBytes], [1, keyText]));
}

/** A key of any bytes, as kcat writes it. */
const rawKey = anyBytes.map((bytes) => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: kcat escapes them.
  const text = bytes.replace(/[\u0000-\u001f"\\]/g, "");
  return [{ name: '"key"', value: `"${text}"` }];
});

const placements: fc.Arbitrary<TopicPlacement> = fc.record({
  partitioner: fc.constantFrom(...(Object.keys(partitioners) as PartitionerName[])),
  emptyKey: fc.constantFrom("hashed" as const, "unplaced" as const),
  keyType: fc.constant("string" as const),
  partitions: fc.constantFrom(6, 6, 6, 12, 48, 100, 5),
});

/** A file of rows, sometimes with a byte order mark, and the sizes in which it is read. */
export const cases: fc.Arbitrary<Case> = fc
  .tuple(
    fc.oneof({ weight: 1, arbitrary: separatedRows }, { weight: 1, arbitrary: jsonRows }),
    sizes,
    fc.oneof({ weight: 9, arbitrary: fc.constant("") }, fc.constant("\xef\xbb\xbf")),
    placements,
  )
  .map(([{ format, location, text }, how, mark, by]) => ({
    ...how,
    by,
    format,
    location,
    content: Buffer.from(`${mark}${text || "\n"}`, "latin1"),
  }));
