import { expect, it } from "vitest";
import { loadVariables } from "#live/adapters/credentials/load-variables.ts";
import { folder } from "../../../e2e/cli.ts";

it("adds a folder's .env to the environment, which wins", () => {
  const cwd = folder({ ".env": "A=file\nB='file' # x\nC=\n" });
  const { variables, notes } = loadVariables(cwd, { A: "environment", D: "1" });
  expect(variables).toEqual({ A: "environment", B: "file", C: "", D: "1" });
  expect(notes).toEqual([]);
});

it("needs no .env", () => {
  expect(loadVariables(folder(), { A: "1" })).toEqual({ variables: { A: "1" }, notes: [] });
});

it("says which line it cannot read, without the line", () => {
  const cwd = folder({ ".env": "A=1\nB='s3cret\n" });
  expect(loadVariables(cwd, {})).toEqual({
    variables: { A: "1" },
    notes: [".env:2: not NAME=value; the line is ignored"],
  });
});
