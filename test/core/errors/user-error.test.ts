import { describe, expect, it } from "vitest";
import { ifKnown, phrase, setting } from "#core/errors/phrase.ts";
import { plainWords } from "#core/errors/plain-words.ts";
import { errorParts } from "#core/errors/to-parts.ts";
import { UserError, UserErrors } from "#core/errors/user-error.ts";

const words = { ...plainWords, keys: (value = "") => `<keys>${value}`, memory: undefined };
const partsOf = (error: unknown) => errorParts(error, words).parts[0];

describe("An error in the words of a door", () => {
  it("names settings as the door does, in all its parts", () => {
    const error = new UserError({
      what: phrase`${setting("keys", "a.txt")} has ${phrase`no ${"records"}`}`,
      where: setting("keys"),
      next: phrase`Check ${setting("keys")}.`,
    });
    expect(partsOf(error)).toMatchObject({
      what: "<keys>a.txt has no records",
      where: "<keys>",
      next: "Check <keys>.",
    });
    expect(partsOf(new UserErrors([error]))).toEqual(partsOf(error));
  });

  it("takes what else there is to say where the door lacks a setting", () => {
    const give = ifKnown(phrase`Give more ${setting("memory")}.`, "Take a smaller sample.");
    const error = new UserError({ what: "too much", next: phrase`${give} Or wait.` });
    expect(partsOf(error)?.next).toBe("Take a smaller sample. Or wait.");
    expect(errorParts(error, plainWords).parts[0]?.next).toBe(
      "Give more the memory limit. Or wait.",
    );
  });

  it("has plain words for a setting that the door lacks", () => {
    const error = new UserError({ what: phrase`${setting("memory")} is used up` });
    expect(partsOf(error)?.what).toBe("the memory limit is used up");
  });

  it("is in plain words for who catches it", () => {
    const error = new UserError({ what: "wrong", where: setting("keys") });
    expect(error.message).toBe("the keys: wrong");
    expect(error.parts).toMatchObject({ what: "wrong", where: "the keys" });
  });
});

describe("The place of an error", () => {
  it.each([
    [{ file: "a.yml", line: 3, column: 5 }, "a.yml:3:5"],
    [{ file: "a:b.yml", line: 3 }, "a:b.yml:3"],
    [{ file: "keys.txt" }, "keys.txt"],
  ])("is data, and text: %o", (where, text) => {
    const error = new UserError({ what: "wrong", where });
    expect(partsOf(error)).toMatchObject({ where: text, place: where });
    expect(error.message).toBe(`${text}: wrong`);
  });

  it("is no file where it looks like one", () => {
    const error = new UserError({ what: "wrong", where: "kafka.example:9092" });
    expect(partsOf(error)).toMatchObject({ where: "kafka.example:9092", place: undefined });
  });

  it("stays the first that was known", () => {
    const error = new UserError({ what: "wrong" }).at({ file: "a", line: 1 }).at(setting("keys"));
    expect(partsOf(error)?.where).toBe("a:1");
  });
});
