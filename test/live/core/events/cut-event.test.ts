import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutEvent, type Replacing } from "#live/core/events/cut-event.ts";
import { parseEventFields, pathsOf } from "#live/core/events/event-fields.ts";

const cut = (event: string, fields: string, replacing?: Replacing) =>
  cutEvent(event, parseEventFields(fields), replacing, () => {});

describe("An event", () => {
  it("is cut down to the fields that are named, and keeps nulls and all digits", () => {
    const event = `{"userId": 12345678901234567890, "name": "x", "rate": 1.50, "ok": true, "none": null,
      "tenant": {"id": "t\\"1", "secret": "s"}, "items": [{"sku": "a", "n": 1}, {"n": 2}, null], "tags": ["p", 7]}`;
    expect(cut(event, "userId,rate,ok,none,missing")).toBe(
      '{"userId":12345678901234567890,"rate":1.50,"ok":true,"none":null}',
    );
    expect(cut(event, "tenant.id, items.sku,tags")).toBe(
      '{"tenant":{"id":"t\\"1"},"items":[{"sku":"a"},{},null],"tags":["p",7]}',
    );
    expect(cut(event, "none.id,name.first")).toBe('{"none":null}');
    expect(cut('{"__proto__": {"a": 1}, "b": 2}', "__proto__.a")).toBe('{"__proto__":{"a":1}}');
  });

  it("is not taken if it is not a JSON object", () => {
    for (const text of [
      "",
      "1",
      '"a"',
      "[1]",
      "null",
      '{"a":01}',
      '{"a":1',
      "{a:1}",
      '{"\\u0000number":"1"}',
    ]) {
      expect(cut(text, "a")).toBeUndefined();
    }
  });

  it("has no more than what is named, whatever it is like", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (others) => {
        const event = JSON.stringify({ ...others, a: "kept", b: undefined });
        expect(cut(event, "a,zz.y")).toMatch(/^\{"a":"kept"(,"zz":.*)?\}$/);
      }),
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = JSON.stringify(value);
        expect(cut(`{"a":${text}}`, "a")).toBe(`{"a":${text}}`);
      }),
    );
  });

  it("refuses to write fields that are within a named one", () => {
    expect(() => cut('{"a":{"b":1}}', "a")).toThrow("the field a has fields of its own");
    expect(() => cut('{"a":[{"b":1}]}', "a")).toThrow("the field a has fields of its own");
  });

  it("has its texts and numbers replaced by the paths of their fields", () => {
    const replacing: Replacing = {
      text: (path, value) => `${path}=${value}`,
      number: (path, value) => `${path.length}${value}`,
    };
    expect(cut('{"a":{"b":"x"},"c":[1,"y",null,false]}', "a.b,c", replacing)).toBe(
      '{"a":{"b":"a.b=x"},"c":[11,"c=y",null,false]}',
    );
  });
});

describe("Fields", () => {
  it("are paths separated by commas", () => {
    expect(pathsOf(parseEventFields("userId, tenant.id,tenant.name"))).toEqual([
      "userId",
      "tenant.id",
      "tenant.name",
    ]);
  });

  it.each(["", "a,,b", "a.", ".a", "a..b"])("need names: %j", (text) => {
    expect(() => parseEventFields(text)).toThrow("a field has no name");
  });

  it.each(["a,a.b", "a.b,a", "a.b,a.b.c"])("are not within each other: %j", (text) => {
    expect(() => parseEventFields(text)).toThrow("a field within it, or around it");
  });
});
