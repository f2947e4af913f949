import type { KeyFile } from "#adapters/find-key-files.ts";
import { sharedKeyFile } from "#core/errors/messages.ts";
import type { Where } from "#core/errors/place.ts";
import type { UserError } from "#core/errors/user-error.ts";

interface TopicFiles {
  readonly topic: string;
  readonly files: readonly KeyFile[];
  /** Where the topic's keys are named, for the error. */
  readonly where?: Where | undefined;
}

/**
 * An error for each file that two topics share. This is usually a copied line, and the second topic
 * would not be checked.
 */
export function sharedFiles(topics: readonly TopicFiles[]): UserError[] {
  const owner = new Map<string, string>();
  const errors: UserError[] = [];
  for (const { topic, files, where } of topics) {
    for (const { path, label } of files) {
      const other = owner.get(path);
      owner.set(path, topic);
      if (other === undefined || other === topic) continue;
      const error = sharedKeyFile(other, topic, label);
      errors.push(where === undefined ? error : error.at(where));
    }
  }
  return errors;
}
