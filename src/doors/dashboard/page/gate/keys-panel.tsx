import { useId, useState } from "preact/hooks";
import { type KeyFormatName, keyFormats } from "#core/keys/formats.ts";
import { type KeyType, keyTypeNames } from "#core/keys/key-type.ts";
import { decimal, plural } from "#core/text/format.ts";
import { printable } from "#core/text/printable.ts";
import { SelectField, TextField } from "../parts/fields.tsx";
import { DetailFields } from "./detail-fields.tsx";
import { DEMOS, fromFiles, fromText, isLong } from "./keys-source.ts";
import type { GateState } from "./use-gate.ts";

const MAX_NAME = 60;
const MEBIBYTE = 1024 * 1024;

/** The inputs for keys. */
export function KeysPanel({ gate }: { readonly gate: GateState }) {
  const title = useId();
  return (
    <section class="panel" aria-labelledby={title}>
      <h2 id={title}>Keys</h2>
      {gate.source === undefined ? <Inputs gate={gate} /> : <Chosen gate={gate} />}
      <HowRead gate={gate} />
    </section>
  );
}

function Inputs({ gate }: { readonly gate: GateState }) {
  return (
    <>
      <FileButton
        label="Choose key files"
        hint="or drop them here: one key per line, CSV or JSON Lines, also with gzip or zstd"
        isMultiple
        onFiles={(files) => gate.setSource(fromFiles(files))}
      />
      <PasteField gate={gate} />
      <p class="hint">No keys yet?</p>
      <ul class="buttons">
        {DEMOS.map(({ name, title }) => (
          <li key={name}>
            <button type="button" class="quiet" onClick={() => void gate.showDemo(name)}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function PasteField({ gate }: { readonly gate: GateState }) {
  const id = useId();
  const [text, setText] = useState("");
  const take = (keys: string) => keys !== "" && gate.setSource(fromText(keys));
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (!isLong(pasted)) return;
    event.preventDefault();
    take(text + pasted);
  };
  return (
    <div class="field">
      <label for={id}>Or paste keys, one per line</label>
      <textarea
        id={id}
        rows={3}
        spellcheck={false}
        autocomplete="off"
        value={text}
        onPaste={onPaste}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="button" disabled={text === ""} onClick={() => take(text)}>
        Check these keys
      </button>
    </div>
  );
}

/** What was read, and a button to choose other keys. */
function Chosen({ gate }: { readonly gate: GateState }) {
  const { source, read, isReading, readBytes } = gate;
  return (
    <div class="chosen">
      <p>
        <strong>
          <bdi>{printable(source?.name ?? "", MAX_NAME)}</bdi>
        </strong>
        <small role="status">
          {isReading && `reading, ${decimal(readBytes / MEBIBYTE, 1)} MiB`}
          {!isReading &&
            read !== undefined &&
            `${plural(read.records, "record")}, ${plural(read.distinctKeys, "different key")}`}
        </small>
      </p>
      <button type="button" class="quiet" onClick={gate.dropKeys}>
        Choose other keys
      </button>
    </div>
  );
}

const FORMATS = [
  { value: "auto", text: "detect" },
  ...Object.keys(keyFormats).map((value) => ({ value, text: value })),
] as const;

const COUNTS = [
  { value: "column", text: "use the count column, if any" },
  { value: "one", text: "one per row" },
] as const;
const HEADERS = [
  { value: "header", text: "column names" },
  { value: "record", text: "a record; columns are numbers" },
] as const;
const MISSING = [
  { value: "error", text: "is an error" },
  { value: "null", text: "has a null key" },
] as const;

function HowRead({ gate }: { readonly gate: GateState }) {
  const { reading, setReading, contract, change } = gate;
  const text = (value: string) => (value === "" ? undefined : value);
  return (
    <details>
      <summary>Reading options</summary>
      <SelectField
        label="Format"
        value={reading.format ?? "auto"}
        options={FORMATS}
        onChange={(format) => {
          setReading({
            ...reading,
            format: format === "auto" ? undefined : (format as KeyFormatName),
          });
        }}
      />
      <TextField
        label="CSV: key column"
        placeholder="key"
        value={String(reading.column ?? "")}
        onInput={(column) => setReading({ ...reading, column: text(column) })}
      />
      <TextField
        label="CSV: count column"
        placeholder="count"
        value={reading.countColumn === false ? "" : String(reading.countColumn ?? "")}
        onInput={(countColumn) => setReading({ ...reading, countColumn: text(countColumn) })}
      />
      <SelectField
        label="CSV, JSON: records per key"
        value={reading.countColumn === false ? "one" : "column"}
        options={COUNTS}
        onChange={(one) =>
          setReading({ ...reading, countColumn: one === "one" ? false : undefined })
        }
      />
      <TextField
        label="CSV: separator"
        placeholder=","
        value={reading.delimiter ?? ""}
        onInput={(delimiter) => setReading({ ...reading, delimiter: text(delimiter) })}
      />
      <SelectField
        label="CSV: first row"
        value={reading.header === false ? "record" : "header"}
        options={HEADERS}
        onChange={(first) =>
          setReading({ ...reading, header: first === "record" ? false : undefined })
        }
      />
      <TextField
        label="JSON: pointer to the key"
        placeholder="/key"
        value={reading.pointer ?? ""}
        onInput={(pointer) => setReading({ ...reading, pointer: text(pointer) })}
      />
      <SelectField
        label="JSON: record without the field"
        value={reading.missing ?? "error"}
        options={MISSING}
        onChange={(missing) =>
          setReading({ ...reading, missing: missing === "null" ? "null" : undefined })
        }
      />
      <SelectField<KeyType>
        label="Serialized as"
        value={contract.keyType}
        options={keyTypeNames.map((value) => ({ value, text: value }))}
        onChange={(keyType) => change({ keyType })}
      />
      <TextField
        label="Text that represents a null key"
        placeholder="none"
        value={[contract.nullToken ?? ""].flat()[0] ?? ""}
        onInput={(token) => change({ nullToken: text(token) })}
      />
      <DetailFields gate={gate} />
    </details>
  );
}

interface FileButtonProps {
  readonly label: string;
  readonly hint: string;
  readonly accept?: string;
  readonly isMultiple?: boolean;
  onFiles(files: readonly File[]): void;
}

/** A file input that looks like a drop area. */
export function FileButton({ label, hint, accept, isMultiple = false, onFiles }: FileButtonProps) {
  const id = useId();
  return (
    <div class="files">
      <input
        id={id}
        type="file"
        multiple={isMultiple}
        accept={accept}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // So that the same file can be chosen again after it has changed.
          currentTarget.value = "";
        }}
      />
      <label for={id}>{label}</label>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
