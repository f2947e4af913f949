import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { isAbsolute, join } from "node:path";
import { makeFolder } from "#adapters/make-folder.ts";
import { systemError } from "#adapters/system-error.ts";
import { ownProcess, type ProcessMark } from "./process-mark.ts";

/** Something we created on a cluster or in Confluent Cloud and must delete. Contains no secret. */
export type CreatedResource =
  | {
      readonly kind: "topic";
      readonly name: string;
      /** The topic id; undefined until the cluster has answered. */
      readonly id?: string | undefined;
      /** Randomized, so that our topic can be recognized without an id. */
      readonly retentionMs: number;
      readonly clusterId: string;
      readonly bootstrap: readonly string[];
    }
  | {
      readonly kind: "api-key";
      /** Unique to this key. */
      readonly displayName: string;
      /** `u-…` or `sa-…` */
      readonly ownerId: string;
      readonly id?: string | undefined;
      readonly clusterId: string;
      readonly environmentId: string;
    };

/** A resource and the process that recorded it. */
export interface JournalEntry {
  readonly path: string;
  readonly resource: CreatedResource;
  readonly owner: Owner;
}

interface Owner extends ProcessMark {
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface JournalContent {
  readonly entries: readonly JournalEntry[];
  /** Paths of files that are not journal entries of this version. */
  readonly unreadable: readonly string[];
}

const VERSION = 1;

const ENDING = ".json";

const NEXT =
  "Set XDG_STATE_HOME to a writable folder: nothing is created on a cluster without a journal.";

/**
 * Records each resource before it is created, so that it can be found after a crash: one file each
 * in the user's state folder, readable only by the user.
 */
export class Journal {
  readonly folder: string;

  constructor(env: NodeJS.ProcessEnv) {
    this.folder = join(stateFolder(env), "skew-contract", "journal");
  }

  /** Records a resource under a unique key; replaces what was recorded under it. */
  add(key: string, resource: CreatedResource): void {
    const owner: Owner = { ...ownProcess(), host: hostname(), since: new Date().toISOString() };
    const path = this.#pathOf(key);
    makeFolder(this.folder, NEXT, 0o700);
    try {
      const entry = { version: VERSION, possession: resource, owner };
      const text = `${JSON.stringify(entry, null, 2)}\n`;
      writeFileSync(`${path}.tmp`, text, { mode: 0o600 });
      renameSync(`${path}.tmp`, path);
    } catch (cause) {
      throw systemError(cause, "the cleanup journal", path, NEXT);
    }
  }

  /** Forgets a resource that was deleted. */
  remove(key: string): void {
    rmSync(this.#pathOf(key), { force: true });
  }

  read(): JournalContent {
    const entries: JournalEntry[] = [];
    const unreadable: string[] = [];
    for (const name of namesIn(this.folder)) {
      const path = join(this.folder, name);
      const entry = entryOf(path);
      if (entry === undefined) unreadable.push(path);
      else entries.push(entry);
    }
    return { entries, unreadable };
  }

  /** The key of an entry returned by `read`. */
  keyOf({ path }: JournalEntry): string {
    return path.slice(this.folder.length + 1, -ENDING.length);
  }

  #pathOf(key: string): string {
    return join(this.folder, `${key}${ENDING}`);
  }
}

/** By the XDG Base Directory Specification, which ignores relative paths. */
function stateFolder({ XDG_STATE_HOME: xdg, LOCALAPPDATA: windows }: NodeJS.ProcessEnv): string {
  if (xdg && isAbsolute(xdg)) return xdg;
  if (process.platform === "win32" && windows) return windows;
  return join(homedir(), ".local", "state");
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(ENDING));
  } catch {
    return [];
  }
}

function entryOf(path: string): JournalEntry | undefined {
  try {
    const { version, possession: resource, owner } = JSON.parse(readFileSync(path, "utf8"));
    const isValid =
      version === VERSION && isCreatedResource(resource) && typeof owner?.pid === "number";
    return isValid ? { path, resource, owner } : undefined;
  } catch {
    return undefined;
  }
}

function isCreatedResource(value: unknown): value is CreatedResource {
  const resource = (value ?? {}) as Record<string, unknown>;
  const { kind, bootstrap, retentionMs } = resource;
  const hasStrings = (...names: string[]) =>
    names.every((name) => typeof resource[name] === "string");
  if (kind === "api-key") return hasStrings("displayName", "ownerId", "clusterId", "environmentId");
  const isTopic = kind === "topic" && Array.isArray(bootstrap) && typeof retentionMs === "number";
  return isTopic && hasStrings("name", "clusterId");
}
