import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { isAbsolute, join } from "node:path";
import { makeFolder } from "#adapters/make-folder.ts";
import { systemError } from "#adapters/system-error.ts";
import { ownProcess, type ProcessMark } from "./process-mark.ts";

/** Something of ours on a cluster or in Confluent Cloud that is to be deleted. Holds no secret. */
export type CreatedResource =
  | {
      readonly kind: "topic";
      readonly name: string;
      /** The cluster's id of it; undefined until the cluster has answered. */
      readonly id?: string | undefined;
      /** An odd number that we gave it: tells our topic from another of this name without an id. */
      readonly retentionMs: number;
      readonly clusterId: string;
      readonly bootstrap: readonly string[];
    }
  | {
      readonly kind: "api-key";
      /** Nobody else's key has it. */
      readonly displayName: string;
      /** `u-…` or `sa-…` */
      readonly ownerId: string;
      readonly id?: string | undefined;
      readonly clusterId: string;
      readonly environmentId: string;
    };

/** A possession with who wrote it down. */
export interface JournalEntry {
  readonly path: string;
  readonly possession: CreatedResource;
  readonly owner: Owner;
}

interface Owner extends ProcessMark {
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

/** Files of the journal that are not understood, by their paths. */
export interface JournalContent {
  readonly entries: readonly JournalEntry[];
  readonly unreadable: readonly string[];
}

const VERSION = 1;

const ENDING = ".json";

const NEXT = "Set XDG_STATE_HOME to a folder that can be written: nothing is made without it.";

/**
 * Writes down what is about to be made, so that it is found after a crash too: a file for each in
 * the user's state folder, readable by the user alone.
 */
export class Journal {
  readonly folder: string;

  constructor(env: NodeJS.ProcessEnv) {
    this.folder = join(stateFolder(env), "skew-contract", "journal");
  }

  /** Writes a possession down; `key` tells it apart from all others. */
  add(key: string, possession: CreatedResource): void {
    const owner: Owner = { ...ownProcess(), host: hostname(), since: new Date().toISOString() };
    const path = this.#pathOf(key);
    makeFolder(this.folder, NEXT, 0o700);
    try {
      const text = `${JSON.stringify({ version: VERSION, possession, owner }, null, 2)}\n`;
      writeFileSync(`${path}.tmp`, text, { mode: 0o600 });
      renameSync(`${path}.tmp`, path);
    } catch (cause) {
      throw systemError(cause, "the journal of what is to be deleted", path, NEXT);
    }
  }

  /** It is gone. */
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

  /** The key of an entry that was read. */
  keyOf({ path }: JournalEntry): string {
    return path.slice(this.folder.length + 1, -ENDING.length);
  }

  #pathOf(key: string): string {
    return join(this.folder, `${key}${ENDING}`);
  }
}

/** XDG Base Directory Specification; relative paths are to be ignored. */
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
    const { version, possession, owner } = JSON.parse(readFileSync(path, "utf8"));
    const isOurs =
      version === VERSION && isCreatedResource(possession) && typeof owner?.pid === "number";
    return isOurs ? { path, possession, owner } : undefined;
  } catch {
    return undefined;
  }
}

function isCreatedResource(value: unknown): value is CreatedResource {
  const possession = (value ?? {}) as Record<string, unknown>;
  const { kind, bootstrap, retentionMs } = possession;
  const hasTexts = (...names: string[]) =>
    names.every((name) => typeof possession[name] === "string");
  if (kind === "api-key") return hasTexts("displayName", "ownerId", "clusterId", "environmentId");
  const isAddressed = Array.isArray(bootstrap) && typeof retentionMs === "number";
  return kind === "topic" && isAddressed && hasTexts("name", "clusterId");
}
