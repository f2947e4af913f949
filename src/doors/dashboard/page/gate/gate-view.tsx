import { useEffect, useState } from "preact/hooks";
import { Problems } from "../parts/problems.tsx";
import { ContractExport } from "./contract-export.tsx";
import { ContractPanel } from "./contract-panel.tsx";
import { KeysPanel } from "./keys-panel.tsx";
import { fromFiles, isContract } from "./keys-source.ts";
import { PlacementPanel } from "./placement-panel.tsx";
import { Results } from "./results.tsx";
import { type GateState, useGate } from "./use-gate.ts";

/** Keys and a contract on the left, results on the right. */
export function GateView({ isDemo }: { readonly isDemo: boolean }) {
  const gate = useGate();
  const isOver = useDrops(gate);
  useEffect(() => {
    if (isDemo) void gate.showDemo("by-country");
  }, [isDemo]);
  return (
    <div class={`workbench${isOver ? " over" : ""}`}>
      <div class="rail">
        <KeysPanel gate={gate} />
        <ContractPanel gate={gate} />
        <PlacementPanel gate={gate} />
      </div>
      <div class="results" aria-busy={gate.isReading}>
        {gate.errors.length > 0 && <Problems errors={gate.errors} />}
        {gate.judgeErrors.length > 0 && <Problems errors={gate.judgeErrors} />}
        {gate.judged === undefined ? (
          gate.errors.length + gate.judgeErrors.length === 0 && <Nothing gate={gate} />
        ) : (
          <>
            <Results gate={gate} judged={gate.judged} />
            <ContractExport judged={gate.judged} errors={gate.advised?.contractErrors ?? []} />
          </>
        )}
      </div>
    </div>
  );
}

function Nothing({ gate }: { readonly gate: GateState }) {
  if (gate.isReading) return <p class="nothing">Reading the keys …</p>;
  return (
    <div class="nothing">
      <h2>See how your keys spread</h2>
      <p>
        Drop a key file anywhere on this page, or paste keys. They are hashed as your producer
        hashes them, with the same code as the gate in CI, and never leave this browser.
      </p>
    </div>
  );
}

/** Files may be dropped anywhere. */
function useDrops(gate: GateState): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(event.type === "dragover");
    };
    const drop = (event: DragEvent) => {
      over(event);
      take(gate, [...(event.dataTransfer?.files ?? [])]);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) over(event);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  });
  return isOver;
}

/** Contracts and keys are recognized by their file names. */
function take(gate: GateState, files: readonly File[]): void {
  const contract = files.find(isContract);
  const keys = files.filter((file) => !isContract(file));
  if (contract !== undefined) {
    void contract.text().then((text) => gate.readContract(text, contract.name));
  }
  if (keys.length > 0) gate.setSource(fromFiles(keys));
}
