import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { UserError } from "#core/errors/user-error.ts";
import { CLIENT_VERSION, clientFolders } from "./client-folder.ts";

/*
 * The part of @confluentinc/kafka-javascript's low-level API that live mode uses. The package is not
 * one of our dependencies, because it is 90 MB with a native binary and the gate does not need it.
 */

export interface NativeError extends Error {
  /** Negative for librdkafka's own errors, positive for the protocol's. */
  readonly code: number;
}

type Done = (error: NativeError | null) => void;
type Settings = Readonly<Record<string, string | number | boolean | TokenRefresh>>;

/** Called when the client needs an OAUTHBEARER token; it emits `error` if there is none. */
export type TokenRefresh = () => Promise<{
  readonly tokenValue: string;
  /** When it expires, in ms since 1970. */
  readonly lifetime: number;
  readonly extensions: Readonly<Record<string, string>>;
}>;

interface NativeClient {
  connect(options: { readonly topic: string; readonly timeout: number }, done: Done): void;
  on(event: "event.error" | "error", listener: (error: Error) => void): this;
}

export interface NativeProducer extends NativeClient {
  /** Copies key and value. Throws a NativeError. */
  produce(topic: string, partition: null, value: Uint8Array, key: Uint8Array | null): void;
  setPollInBackground(on: boolean): this;
  flush(timeoutMs: number, done: Done): void;
  disconnect(timeoutMs: number, done: () => void): void;
  on(event: "event.error" | "error", listener: (error: Error) => void): this;
  on(
    event: "delivery-report",
    listener: (error: NativeError | null, record: { readonly value: Buffer }) => void,
  ): this;
}

interface Library {
  readonly Producer: new (settings: Settings, topicSettings: Settings) => NativeProducer;
  readonly librdkafkaVersion: string;
}

/** The client with its name and versions, for reports. */
export interface LoadedClient extends Library {
  readonly title: string;
}

export const CLIENT_NAME = "@confluentinc/kafka-javascript";

/**
 * Loads the client from the folder that the environment names or from the cache, otherwise from the
 * user's project or where this program is installed.
 *
 * @throws UserError if it is not installed or does not load
 */
export function loadClient(env: NodeJS.ProcessEnv = process.env): LoadedClient {
  const program = process.argv[1];
  const folders = [...clientFolders(env).filter((folder) => existsSync(folder)), process.cwd()];
  const places = folders.map((folder) => join(folder, "package.json"));
  if (program !== undefined && existsSync(program)) places.push(realpathSync(program));
  for (const place of places) {
    const require = createRequire(place);
    const path = pathOfClient(require);
    if (path !== undefined) return loadFrom(require, path);
  }
  throw missingClient();
}

function pathOfClient(require: NodeJS.Require): string | undefined {
  try {
    return require.resolve(CLIENT_NAME);
  } catch {
    return undefined;
  }
}

function loadFrom(require: NodeJS.Require, path: string): LoadedClient {
  try {
    const library: Library = require(path);
    const { version } = require(`${CLIENT_NAME}/package.json`);
    const title = `${CLIENT_NAME} ${version} (librdkafka ${library.librdkafkaVersion})`;
    return { ...library, title };
  } catch (cause) {
    throw unloadableClient(path, cause);
  }
}

const INSTALL = "npx skew-contract install-client";
const PLATFORMS = "Linux (x64 and arm64, glibc and musl), macOS (arm64 and x64) and Windows (x64)";

function missingClient(): UserError {
  return new UserError({
    what: `producing records needs the Kafka client ${CLIENT_NAME} ${CLIENT_VERSION}, which is not installed`,
    next: `Run ${INSTALL} once. There are binaries for ${PLATFORMS}; elsewhere it is built from source. Only analyze needs it.`,
  });
}

function unloadableClient(path: string, cause: unknown): UserError {
  const [reason] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
  return new UserError(
    {
      what: `the Kafka client does not load: ${reason}`,
      where: { file: path },
      next: `Its native binary is missing, or was built for a Node other than ${process.version}. Run ${INSTALL} with this Node; there are binaries for ${PLATFORMS}.`,
    },
    { cause },
  );
}
