import type { KeyFile } from "#adapters/find-key-files.ts";
import { type TopicIdentity, topicId } from "#core/contract/topic-id.ts";
import { sharedKeyFile } from "#core/errors/messages.ts";
import type { Where } from "#core/errors/place.ts";
import type { UserError } from "#core/errors/user-error.ts";

interface TopicFiles extends TopicIdentity {
  readonly files: readonly KeyFile[];
  /** Where the topic's keys are named, for the error. */
  readonly where?: Where | undefined;
}

/**
 * An error for each file that two topics share. This is usually a copied line, and the second topic
 * would not be checked.
 */
export function sharedFiles(topics: readonly TopicFiles[]): UserError[] {
  const owner = new Map<string, TopicIdentity>();
  const errors: UserError[] = [];
  for (const own of topics) {
    const { topic, files, where } = own;
    for (const { path, label } of files) {
      const other = owner.get(path);
      owner.set(path, own);
      if (other === undefined || topicId(other) === topicId(own)) continue;
      const error = sharedKeyFile(other.topic, topic, label);
      errors.push(where === undefined ? error : error.at(where));
    }
  }
  return errors;
}
