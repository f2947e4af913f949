import { useId, useState } from "preact/hooks";
import { decimal, plural } from "#core/text/format.ts";
import { printable } from "#core/text/printable.ts";
import { FileButton } from "../parts/file-button.tsx";
import { DEMOS, fromFiles, fromText, isLong } from "./keys-source.ts";
import { ReadingOptions } from "./reading-options.tsx";
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
      <ReadingOptions gate={gate} />
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
