import { badJson, bytesInJson, type JsonSubject } from "../../errors/json-messages.ts";

/** Decodes and parses JSON; its errors quote nothing. */
export interface JsonParser {
  /** The text of these bytes. @throws UserError if they are not UTF-8 */
  text(bytes: Uint8Array): string;
  /** @throws UserError if the text is not JSON */
  parse(text: string): unknown;
}

export function jsonParser(subject: JsonSubject): JsonParser {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  return {
    text(bytes) {
      try {
        return decoder.decode(bytes);
      } catch {
        throw looksLikeKcat(bytes) ? bytesInJson() : badJson("it is not valid UTF-8", subject);
      }
    },
    // V8's own message is not passed on: it quotes the text, which may be personal data.
    parse(text) {
      try {
        return JSON.parse(text);
      } catch {
        const isCut = /^\s*[{["]/.test(text) && !/[}\]"]\s*$/.test(text);
        throw badJson(isCut ? "it ends too early" : "its syntax is wrong", subject);
      }
    },
  };
}

/** kcat writes the bytes of a key unescaped. All its records begin alike. */
function looksLikeKcat(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 400));
  return /^\{"topic":"[^"]*","partition":\d+,"offset":\d+,/.test(start);
}
