import { clients } from "../clients/clients.ts";
import { UserError, UserErrors } from "../errors/user-error.ts";
import { type RawContract, type RawTopic, type TopicContract, UNNAMED_TOPIC } from "./contract.ts";
import type { Problem } from "./problem.ts";
import { resolveTopic } from "./resolve.ts";
import { schemaProblems } from "./schema-problems.ts";
import { readWindow } from "./window-problems.ts";

/**
 * A topic's contract from its fields, by the same schema and checks as the file.
 *
 * @param nameOf what the caller's users call a field, for error messages
 * @throws UserErrors with everything that is wrong
 */
export function contractFromFields(
  { topic = UNNAMED_TOPIC, ...fields }: RawTopic & { readonly topic?: string },
  nameOf: (field: string) => string = (field) => field,
): TopicContract {
  const raw: RawContract = { version: 1, topics: { [topic]: fields } };
  const invalid = schemaProblems(raw);
  if (invalid.length > 0) throw asErrors(invalid, nameOf);
  const resolved = resolveTopic(topic, fields, { clients, readWindow });
  if ("contract" in resolved) return resolved.contract;
  throw asErrors(resolved.problems, nameOf);
}

function asErrors(problems: readonly Problem[], nameOf: (field: string) => string): UserErrors {
  return new UserErrors(
    problems.map(({ path, what, next }) => {
      const [, , ...fields] = path;
      const where = fields.length === 0 ? nameOf("topic") : fields.map(nameOf).join(".");
      return new UserError({ what, next, where });
    }),
  );
}
