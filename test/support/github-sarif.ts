import published from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with {
  type: "json",
};
import { Ajv } from "ajv";
import formats from "ajv-formats";
import type { Log, ReportingDescriptor, Result } from "sarif";

/*
 * What a SARIF log must be: by its schema, and by the narrower list of GitHub's code scanning
 * (GitHub Docs, "SARIF support for code scanning" and "SARIF results exceed one or more limits").
 */

// Of draft-04 by its name only: it has nothing that draft-07 reads in another way.
const { $schema, id, ...schema } = published;
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(schema);

/** Results of one run that GitHub takes; a log with more is refused. */
const MAX_RESULTS = 25_000;
const MAX_DESCRIPTION = 1024;
const MAX_NAME = 255;
const MAX_TAGS = 20;

/** Everything that is wrong with a log, empty where GitHub would take it. */
export function sarifProblems(log: Log): string[] {
  validate(log);
  const invalid = (validate.errors ?? []).map(({ instancePath, message }) => {
    return `schema: ${instancePath} ${message}`;
  });
  const [run, ...others] = log.runs;
  if (run === undefined || others.length > 0) return [...invalid, "not one run"];
  const { driver } = run.tool;
  const rules = driver.rules ?? [];
  const category = run.automationDetails?.id;
  return [
    ...invalid,
    ...unless(log.$schema !== undefined && log.version === "2.1.0", "no $schema or version"),
    ...unless(driver.name !== "" && rules.length > 0, "a driver without a name or rules"),
    ...unless(category === undefined || /^.+\/$/s.test(category), `automationDetails ${category}`),
    ...unless(run.results !== undefined, "no results"),
    ...unless((run.results ?? []).length <= MAX_RESULTS, "too many results"),
    ...emptyTexts(log, ""),
    ...rules.flatMap(ruleProblems),
    ...(run.results ?? []).flatMap((result) => resultProblems(result, rules)),
  ];
}

function ruleProblems(rule: ReportingDescriptor): string[] {
  const { id, name = id, shortDescription, fullDescription, help, properties } = rule;
  const descriptions = [shortDescription?.text, fullDescription?.text];
  const tags = properties?.tags ?? [];
  return [
    ...unless(
      descriptions.every((text) => text && text.length <= MAX_DESCRIPTION),
      `${id}: descriptions`,
    ),
    ...unless(Boolean(help?.text), `${id}: no help`),
    ...unless(name.length <= MAX_NAME && tags.length <= MAX_TAGS, `${id}: name or tags too long`),
    ...unless(properties?.["security-severity"] === undefined, `${id}: not a security rule`),
  ];
}

function resultProblems(result: Result, rules: readonly ReportingDescriptor[]): string[] {
  const { ruleId, ruleIndex = -1, level, message, locations = [], relatedLocations = [] } = result;
  const regions = [...locations, ...relatedLocations].map((one) => one.physicalLocation?.region);
  const uris = [...locations, ...relatedLocations].map(
    (one) => one.physicalLocation?.artifactLocation?.uri,
  );
  const fingerprints = Object.keys(result.partialFingerprints ?? {});
  return [
    ...unless(rules[ruleIndex]?.id === ruleId, `${ruleId} is none of the rules`),
    ...unless(Boolean(message.text), "no message"),
    ...unless(level === "error" || level === "warning", `level ${level}`),
    ...unless(locations.length >= 1, "no location"),
    ...unless(
      fingerprints.length === 1 && !fingerprints.includes("primaryLocationLineHash"),
      `fingerprints ${fingerprints}`,
    ),
    ...uris.flatMap((uri) => unless(isRepositoryPath(uri), `uri ${uri}`)),
    ...regions.flatMap((region) => {
      const { startLine, startColumn, endLine, endColumn } = region ?? {};
      const places = [startLine, startColumn, endLine, endColumn];
      const areWhole = places.every((one) => Number.isInteger(one) && (one as number) > 0);
      return unless(areWhole, `region ${places}`);
    }),
  ];
}

/** Relative, with forward slashes, percent-encoded, and leading nowhere else. */
function isRepositoryPath(uri = ""): boolean {
  const parts = uri.split("/");
  const isPlain = /^(?:[\w.~!$&'()*+,;=@-]|%[\dA-F]{2}|\/)+$/.test(uri);
  return isPlain && !parts.some((part) => part === "" || part === "." || part === "..");
}

function emptyTexts(value: unknown, path: string): string[] {
  if (value === "") return [`empty text at ${path}`];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => emptyTexts(inner, `${path}/${key}`));
}

function unless(holds: boolean, problem: string): string[] {
  return holds ? [] : [problem];
}
