import { type KeyFormatName, keyFormats } from "#core/keys/formats.ts";
import { type KeyFrame, keyFrames } from "#core/keys/key-frame.ts";
import { type KeyType, keyTypeNames } from "#core/keys/key-type.ts";
import { SelectField, TextField } from "../parts/fields.tsx";
import { DetailFields } from "./detail-fields.tsx";
import type { GateState } from "./use-gate.ts";

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

interface ReadingProps {
  readonly gate: GateState;
}

/** How the files are read, for the formats that leave a choice. */
export function ReadingOptions({ gate }: ReadingProps) {
  const { reading, setReading } = gate;
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
      <ColumnFields gate={gate} />
      <CountsField gate={gate} />
      <RowFields gate={gate} />
      <JsonFields gate={gate} />
      <KeyFields gate={gate} />
      <DetailFields gate={gate} />
    </details>
  );
}

const given = (value: string) => (value === "" ? undefined : value);

function ColumnFields({ gate: { reading, setReading } }: ReadingProps) {
  return (
    <>
      <TextField
        label="CSV: key column"
        placeholder="key"
        value={String(reading.column ?? "")}
        onInput={(column) => setReading({ ...reading, column: given(column) })}
      />
      <TextField
        label="CSV: count column"
        placeholder="count"
        value={reading.countColumn === false ? "" : String(reading.countColumn ?? "")}
        onInput={(countColumn) => setReading({ ...reading, countColumn: given(countColumn) })}
      />
    </>
  );
}

function CountsField({ gate: { reading, setReading } }: ReadingProps) {
  return (
    <SelectField
      label="CSV, JSON: records per key"
      value={reading.countColumn === false ? "one" : "column"}
      options={COUNTS}
      onChange={(one) => setReading({ ...reading, countColumn: one === "one" ? false : undefined })}
    />
  );
}

function RowFields({ gate: { reading, setReading } }: ReadingProps) {
  return (
    <>
      <TextField
        label="CSV: separator"
        placeholder=","
        value={reading.delimiter ?? ""}
        onInput={(delimiter) => setReading({ ...reading, delimiter: given(delimiter) })}
      />
      <SelectField
        label="CSV: first row"
        value={reading.header === false ? "record" : "header"}
        options={HEADERS}
        onChange={(first) =>
          setReading({ ...reading, header: first === "record" ? false : undefined })
        }
      />
    </>
  );
}

function JsonFields({ gate: { reading, setReading } }: ReadingProps) {
  return (
    <>
      <TextField
        label="JSON: pointer to the key"
        placeholder="/key"
        value={reading.pointer ?? ""}
        onInput={(pointer) => setReading({ ...reading, pointer: given(pointer) })}
      />
      <SelectField
        label="JSON: record without the field"
        value={reading.missing ?? "error"}
        options={MISSING}
        onChange={(missing) =>
          setReading({ ...reading, missing: missing === "null" ? "null" : undefined })
        }
      />
    </>
  );
}

const FRAMES = keyFrames.map((value) => ({ value, text: value }));

function KeyFields({ gate: { contract, change } }: ReadingProps) {
  return (
    <>
      <SelectField<KeyType>
        label="Serialized as"
        value={contract.keyType}
        options={keyTypeNames.map((value) => ({ value, text: value }))}
        onChange={(keyType) => change({ keyType })}
      />
      <SelectField<KeyFrame>
        label="Bytes besides the key"
        value={contract.keyFrame ?? "none"}
        options={FRAMES}
        onChange={(frame) => change({ keyFrame: frame === "none" ? undefined : frame })}
      />
      <TextField
        label="Text that represents a null key"
        placeholder="none"
        value={[contract.nullToken ?? ""].flat()[0] ?? ""}
        onInput={(token) => change({ nullToken: given(token) })}
      />
    </>
  );
}
