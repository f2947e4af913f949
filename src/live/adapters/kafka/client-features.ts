/*
 * Features that a client built from source lacks if a library's headers were missing. The prebuilt
 * client has all of them.
 */

/** librdkafka's feature names, what does not work without them, and the Debian package they need. */
const FEATURES = [
  { name: "ssl", loss: "TLS, and login with SCRAM or OAUTHBEARER", source: "libssl-dev" },
  { name: "gzip", loss: "gzip compression, for topics that use it", source: "zlib1g-dev" },
  { name: "zstd", loss: "zstd compression, for topics that use it", source: "libzstd-dev" },
] as const;

export const BUILD_PACKAGES = FEATURES.map(({ source }) => source).join(" ");
export const REINSTALL = "`npx skew-contract install-client --force`";

/** What does not work with only these features, each with the package that adds it. */
export function missingWith(features: readonly string[]): string[] {
  return FEATURES.filter(({ name }) => !features.includes(name)).map(
    ({ loss, source }) => `${loss} (${source})`,
  );
}
