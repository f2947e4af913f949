/*
 * What a client that was built from source can lack, because a library's headers were missing. The
 * client that is downloaded has all of it.
 */

/** librdkafka's names of its features, what is lost without, and Debian's package for the build. */
const FEATURES = [
  { name: "ssl", loss: "TLS, and logins by SCRAM or OAUTHBEARER", source: "libssl-dev" },
  { name: "gzip", loss: "gzip, for topics compressed by it", source: "zlib1g-dev" },
  { name: "zstd", loss: "zstd, for topics compressed by it", source: "libzstd-dev" },
] as const;

export const BUILD_PACKAGES = FEATURES.map(({ source }) => source).join(" ");
export const REINSTALL = "`npx skew-contract install-client --force`";

/** What is lost with these features alone, each with the package that brings it; empty where nothing is. */
export function lostWith(features: readonly string[]): string[] {
  return FEATURES.filter(({ name }) => !features.includes(name)).map(
    ({ loss, source }) => `${loss} (${source})`,
  );
}
