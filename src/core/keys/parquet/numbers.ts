import { keyWithoutText } from "../../errors/container-messages.ts";
import { badCount } from "../../errors/messages.ts";
import { decimalText, NumberText } from "../binary-text.ts";
import { countFromText } from "../count.ts";
import { columnName } from "./find-leaf.ts";
import type { Page } from "./pages.ts";
import { type Leaf, Type, typeName } from "./schema.ts";

/** The text of a number in a page; undefined if the type is not a number. */
export function numberText(page: Page, value: number, column: Leaf): string | undefined {
  const { bytes, starts, ends } = page.values;
  const own = bytes.subarray(starts[value], ends[value]);
  const { type, width, meaning } = column;
  const isInteger = type === Type.INT32 || type === Type.INT64;
  if (meaning.kind === "other") return undefined;
  if (meaning.kind === "decimal") {
    return decimalText(isInteger ? own.toReversed() : own, meaning.scale);
  }
  const view = new DataView(own.buffer, own.byteOffset, own.length);
  if (type === Type.DOUBLE) return String(view.getFloat64(0, true));
  if (type === Type.FLOAT) return String(view.getFloat32(0, true));
  if (type === Type.BYTE_ARRAY) return new TextDecoder().decode(own);
  if (!isInteger) return undefined;
  const text = new NumberText();
  text.writeInteger(own, 0, { width, isSigned: meaning.kind !== "unsigned" });
  return String.fromCharCode(...text.bytes.subarray(text.start, text.end));
}

/** How many records a row represents. @throws UserError unless it is a whole number of 0 or more */
export function countAt(page: Page, value: number, column: Leaf): number {
  if (value < 0) throw badCount("null");
  const text = numberText(page, value, column);
  if (text === undefined) throw keyWithoutText(columnName(column), typeName(column), "long");
  // A number is unambiguous: 1.000 as a decimal is 1.
  const plain = column.type === Type.BYTE_ARRAY ? text : text.replace(/\.0+$/, "");
  return countFromText(plain);
}
