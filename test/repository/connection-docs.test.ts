import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readConnection } from "#live/core/cluster/connection-settings.ts";
import { settingsFromEnvironment } from "#live/core/cluster/environment-settings.ts";
import { parseProperties } from "#live/core/cluster/properties.ts";
import { connectionSettings } from "#live/core/cluster/settings.ts";

const page = readFileSync(
  fileURLToPath(new URL("../../docs/connection.md", import.meta.url)),
  "utf8",
);
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "g"))].map(
    ([, block = ""]) => block,
  );
const pem =
  "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n";

describe("docs/connection.md", () => {
  it("has only files that are read without an error or a note", () => {
    const found = blocks("properties").map((block) => {
      const { connection, notes } = readConnection(parseProperties(block, "c"), () => pem);
      expect(notes).toEqual([]);
      return [connection.sasl?.mechanism, connection.tls?.certificate !== undefined];
    });
    expect(found).toEqual([
      [undefined, false],
      ["PLAIN", false],
      [undefined, true],
      ["OAUTHBEARER", false],
      ["AWS_MSK_IAM", false],
    ]);
  });

  it("has variables that are settings", () => {
    const exported = blocks("sh").flatMap((block) => [...block.matchAll(/^export (\w+)=(.*)$/gm)]);
    const variables = Object.fromEntries(exported.map(([, name, value]) => [name, value]));
    const { settings, notes } = settingsFromEnvironment(variables);
    expect(notes).toEqual([]);
    expect(readConnection(settings, () => "").connection.sasl?.mechanism).toBe("PLAIN");
  });

  it("names the beginning of each setting that is read", () => {
    const refused = /callback|grant|metadata|config$/;
    const missing = connectionSettings.filter(
      (name) => !refused.test(name) && !page.includes(name.replace(/\.[a-z]+$/, "")),
    );
    expect(missing).toEqual([]);
  });
});
