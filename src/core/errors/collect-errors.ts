import { UserError, UserErrors } from "./user-error.ts";

/**
 * The results for all items.
 *
 * @throws UserErrors with the errors of all items, if there are any
 */
export function collectErrors<Item, Result>(
  items: readonly Item[],
  action: (item: Item) => Result,
): Result[] {
  const errors: UserError[] = [];
  const results = items.flatMap((item) => {
    try {
      return [action(item)];
    } catch (error) {
      errors.push(...userErrorsIn(error));
      return [];
    }
  });
  if (errors.length > 0) throw new UserErrors(errors);
  return results;
}

/** The errors that users can fix. @throws the error itself, if it is another one */
function userErrorsIn(error: unknown): readonly UserError[] {
  if (error instanceof UserErrors) return error.errors;
  if (error instanceof UserError) return [error];
  throw error;
}
