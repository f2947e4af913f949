import type { TopicContract } from "#core/contract/contract.ts";
import { parseContract } from "#core/contract/parse.ts";
import { proposeLimits } from "#core/contract/propose.ts";
import { topicContractText } from "#core/contract/topic-contract-text.ts";
import { detailsUnknown } from "#core/errors/detail-messages.ts";
import type { ErrorParts } from "#core/errors/error-parts.ts";
import { unclearFormat } from "#core/errors/messages.ts";
import { errorParts } from "#core/errors/to-parts.ts";
import { UserError } from "#core/errors/user-error.ts";
import { joinsOf } from "#core/joins/joins.ts";
import { type JudgeOptions, judge } from "#core/judge.ts";
import { lacksNamedDetails } from "#core/keys/details/unknown-details.ts";
import { type ChosenFormat, openReader } from "#core/keys/formats.ts";
import type { KeyLocation } from "#core/keys/key-location.ts";
import { type KeyReader, refusingReader } from "#core/keys/key-reader.ts";
import { type KeySink, keyTextSink } from "#core/keys/key-sink.ts";
import type { KeyType } from "#core/keys/key-type.ts";
import { readChunks } from "#core/keys/read-chunks.ts";
import { detailSentences } from "#core/reports/details-text.ts";
import { hottestKeys } from "#core/reports/html/keys.ts";
import { lorenzFigure } from "#core/reports/html/lorenz.ts";
import { html } from "#core/reports/html/markup.ts";
import { partitionFigure } from "#core/reports/html/partitions.ts";
import { advice, cause, tiles, topicFacts } from "#core/reports/html/topic.ts";
import { whatIfTable } from "#core/reports/html/what-if.ts";
import { rulesSentence, toneOf } from "#core/reports/html/words.ts";
import { fullKey } from "#core/reports/key-display.ts";
import { sampleConfidence } from "#core/rules/sample-confidence.ts";
import { withoutBytesLimits } from "#core/rules/unknown-bytes.ts";
import { saltedKeys } from "#core/simulations/salted-keys.ts";
import { dominantKeys } from "#core/simulations/split.ts";
import { whatIf } from "#core/simulations/what-if.ts";
import { suggest } from "#core/suggestions/index.ts";
import { schemaIdsIn } from "#core/tally/schema-ids.ts";
import { dashboardWords } from "#doors/dashboard/words.ts";
import { browserCodecs } from "./browser-codecs.ts";
import type { Advised, Judged, KeysInput, KeysRead, Settings } from "./calls.ts";
import { formatOfBlob, readParquetBlob } from "./container-blob.ts";
import { KeyRecord } from "./key-record.ts";
import { plainBlob } from "./read-blob.ts";
import { pageRuleLines } from "./rule-lines.ts";

/** Prefix of the ids of charts and tables. */
const ID = "gate";

/** Judges the keys that were read last. */
export class GateSession {
  readonly #onRead: (bytes: number) => void;
  #keys = new KeyRecord();

  constructor(onRead: (bytes: number) => void) {
    this.#onRead = onRead;
  }

  async read({
    files,
    format,
    keyType,
    nullToken,
    keyFrame,
    windowMs,
    ...location
  }: KeysInput): Promise<KeysRead> {
    const startMs = performance.now();
    const keys = new KeyRecord(windowMs === undefined ? undefined : { lengthMs: windowMs });
    let readBytes = 0;
    const onRead = (bytes: number) => {
      readBytes += bytes;
      this.#onRead(readBytes);
    };
    for (const { name, content } of files) {
      if (name.toLowerCase().endsWith(".skew")) throw isSample(name);
      const rules = { keyType, nullToken, keyFrame };
      const chosen = await formatOfBlob(content, name, { format, ...location });
      if (chosen.format === "parquet") {
        const columns = { name, location, rules, target: keys, onRead };
        keys.hasCounts = (await readParquetBlob(content, columns)) || keys.hasCounts;
        continue;
      }
      const reader = await readerOf(chosen, keyTextSink(keys, rules), location, keyType);
      const source = { ...location, format, path: name };
      const bytes = plainBlob(content, name, onRead);
      await readChunks(bytes, reader, { label: name, source, chosen, keyType });
      keys.hasCounts ||= reader.hasCounts === true;
    }
    this.#keys = keys;
    const { records, size } = keys.table;
    return { records, distinctKeys: size, tookMs: performance.now() - startMs };
  }

  readContract({ text, name }: { text: string; name: string }): readonly TopicContract[] {
    return parseContract(text, name).topics;
  }

  judge(settings: Settings): Judged {
    const { contract } = settings;
    const { result, salted } = this.#judged(settings);
    const { measures } = result;
    return {
      verdict: toneOf(result),
      sentence: [
        rulesSentence(result),
        topicFacts(result),
        ...detailSentences(result),
        ...windowSentences(contract),
      ].join(" "),
      cause: html`${cause(result)}`.text,
      tiles: html`${tiles(result)}`.text,
      partitions: html`${partitionFigure(result, ID)}`.text,
      lorenz: html`${lorenzFigure(result, ID)}`.text,
      hottestKeys: html`${hottestKeys(result, fullKey, ID)}`.text,
      rules: pageRuleLines(result),
      saltedKeys: salted,
      contractText: topicContractText(contract, measures, result.details?.windows),
    };
  }

  advise(settings: Settings): Advised {
    const { contract } = settings;
    const { result } = this.#judged(settings, { suggest });
    return {
      advice: html`${advice(result, { displayKey: fullKey })}`.text,
      contractErrors: errorsOf(
        topicContractText(contract, result.measures, result.details?.windows),
      ),
    };
  }

  propose(settings: Settings): TopicContract["limits"] {
    const { result } = this.#judged(settings);
    return { ...proposeLimits(result.measures, result.details?.windows).limits };
  }

  whatIf(settings: Settings): string {
    const { result } = this.#judged(settings, { whatIf });
    return html`${whatIfTable({ ...result, verdict: "fail" }, fullKey, ID)}`.text;
  }

  /** Judges the keys as read, or with the hottest keys salted; `salted` is how many these are. */
  #judged({ contract, salt }: Settings, options: JudgeOptions = {}) {
    const { table } = this.#keys;
    if (salt === 1) {
      const ids = contract.keyFrame === "confluent" ? schemaIdsIn : undefined;
      const known = this.#keys.judgedBy(contract);
      const all = { ...options, ...known, sampleConfidence, schemaIdsIn: ids, joinsOf };
      return { result: judge(contract, table, all), salted: 0 };
    }
    // Recorded partitions, times and sizes do not apply to salted keys.
    const ofRecords = withoutBytesLimits({ ...contract, isRecorded: false });
    const hottest = dominantKeys(judge(ofRecords, table));
    const keys = saltedKeys(table, hottest, salt);
    return { result: judge(ofRecords, keys, { ...options, joinsOf }), salted: hottest.length };
  }
}

/** The order of records is not kept in this page. */
function windowSentences({ window }: TopicContract): string[] {
  return window?.unit === "records"
    ? ["window_records is not measured here; skew-contract check judges max_window_share."]
    : [];
}

/** A bad format is refused only while reading, so that errors about the content come first. */
async function readerOf(
  { format, isNamed }: ChosenFormat,
  sink: KeySink,
  location: KeyLocation,
  keyType: KeyType,
): Promise<KeyReader> {
  const context = { codecs: browserCodecs, keyType, folderColumns: new Map() };
  if (format === undefined) return refusingReader(unclearFormat());
  return lacksNamedDetails(format, location)
    ? refusingReader(detailsUnknown(format))
    : openReader({ format, isNamed }, sink, location, context);
}

/** Errors that would make the contract unusable. */
function errorsOf(text: string): readonly ErrorParts[] {
  try {
    parseContract(text);
    return [];
  } catch (error) {
    return errorParts(error, dashboardWords).parts;
  }
}

function isSample(name: string): UserError {
  return new UserError({
    what: "a sample file (.skew) contains no keys to show",
    where: { file: name },
    next: "Drop the original key file; to judge a sample, use skew-contract check.",
  });
}
