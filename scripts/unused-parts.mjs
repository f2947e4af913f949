// esbuild plugins that replace parts of packages that no bundle uses, to keep bundles small.

/**
 * Replaces the modules that match `filter` (and are imported by `importer`) with `contents`.
 *
 * @returns {import("esbuild").Plugin}
 */
function stub(name, { filter, importer = /./, contents = "module.exports = {};" }) {
  return {
    name,
    setup({ onResolve, onLoad }) {
      onResolve({ filter }, (imported) =>
        importer.test(imported.importer) ? { path: imported.path, namespace: name } : undefined,
      );
      onLoad({ filter: /./, namespace: name }, () => ({ contents }));
    },
  };
}

/** Parts of @actions/core that bring a whole HTTP client. */
export const withoutOidc = stub("unused-oidc", {
  filter: /\/(oidc-utils|platform)\.js$/,
  importer: /@actions/,
  contents: "export class OidcClient {}",
});

/** The agents for `fetch` in @actions/http-client; only those for Node's own requests are used. */
export const withoutUndici = stub("unused-undici", {
  filter: /^undici$/,
  contents: "export class ProxyAgent {}",
});

/** Parts of the Kafka client in JavaScript: codecs in WebAssembly, and Avro. */
export const withoutCodecs = stub("unused-codecs", {
  filter: /^@platformatic\/wasm-utils$|confluent-schema-registry/,
});

/** Readers of key files, left out of bundles that read none and know the formats only by name. */
export const withoutReaders = {
  name: "unused-readers",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ path, kind, importer }) => {
      const isReader = kind === "dynamic-import" && /[\\/]keys[\\/]formats\.ts$/.test(importer);
      return isReader ? { path, namespace: "unused-readers" } : undefined;
    });
    onLoad({ filter: /./, namespace: "unused-readers" }, () => ({
      contents: `throw new Error("this bundle reads no key files");`,
    }));
  },
};

/**
 * The Kafka client compiles the JSON Schemas of all its options when it is loaded, which takes longer
 * than all else; ours are checked by their types.
 */
export const withoutOptionChecks = stub("unused-option-checks", {
  filter: /^ajv\/dist\/2020\.js$/,
  importer: /@platformatic/,
  contents:
    "export class Ajv2020 { addKeyword() {} addFormat() {} compile() { return () => true; } }",
});
