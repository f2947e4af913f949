import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutCommands } from "#core/text/printable.ts";
import { commandsIn } from "../../support/workflow-commands.ts";

describe("text for a log", () => {
  it("holds no command of a GitHub runner", () => {
    const part = fc.constantFrom(
      "::",
      ":",
      "##[",
      "#",
      "[",
      "error",
      "::error::",
      " ",
      "\t",
      "\n",
      "x",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        expect(commandsIn(withoutCommands(parts.join("")))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("is otherwise as it was", () => {
    const text = "a::b\n  C:\\path # [x] ##";
    expect(withoutCommands(text)).toBe(text);
  });
});
