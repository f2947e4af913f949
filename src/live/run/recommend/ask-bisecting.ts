import { UserError } from "#core/errors/user-error.ts";
import { isOfTopic } from "#live/adapters/kafka/explain-failure.ts";

/**
 * Asks for all at once; where one of them is what fails, for both halves, down to it: a right that is
 * missing on one topic is not to hide the others.
 *
 * @param onFailure told of each that fails alone
 * @throws whatever is not about one of them, such as a cluster that does not answer
 */
export async function askBisecting<Item, Answer>(
  items: readonly Item[],
  ask: (items: readonly Item[]) => Promise<Answer>,
  onFailure: (item: Item, reason: string) => void,
): Promise<Answer[]> {
  const [first] = items;
  if (first === undefined) return [];
  try {
    return [await ask(items)];
  } catch (error) {
    if (!(error instanceof UserError) || !isOfTopic(error)) throw error;
    if (items.length === 1) {
      onFailure(first, error.parts.what);
      return [];
    }
    const middle = Math.ceil(items.length / 2);
    const left = await askBisecting(items.slice(0, middle), ask, onFailure);
    const right = await askBisecting(items.slice(middle), ask, onFailure);
    return [...left, ...right];
  }
}
