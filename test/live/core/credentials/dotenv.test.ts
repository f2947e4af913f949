import { describe, expect, it } from "vitest";
import { parseDotenv } from "#live/core/credentials/dotenv.ts";

describe("a .env file", () => {
  it.each([
    ['A={"p": "x#y"}', { A: '{"p": "x#y"}' }],
    ["A=x # y", { A: "x" }],
    ["A='x # y' # z", { A: "x # y" }],
    ['export A = "x\\ny"', { A: "x\ny" }],
    ["# A=x\n\n B=y\r\nC", { B: "y" }],
    ["A=\nB=1", { A: "", B: "1" }],
    ["A=1\nA=2", { A: "2" }],
    ["A=$B${", { A: "$B${" }],
    ["A='x\ny'\nB=1", { A: "x\ny", B: "1" }],
    ["\uFEFFA=1", { A: "1" }],
  ])("%j", (text, expected) => {
    expect(parseDotenv(text)).toEqual({ variables: expected, unreadableLines: [] });
  });

  it("goes on after a line that it cannot read, and says which", () => {
    expect(parseDotenv("A=1\n=x\n\nB='x\nC=1")).toEqual({
      variables: { A: "1", C: "1" },
      unreadableLines: [2, 4],
    });
  });
});
