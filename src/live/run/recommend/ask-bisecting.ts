import { UserError } from "#core/errors/user-error.ts";
import { isTopicFailure } from "#live/adapters/kafka/failure-signs.ts";

/**
 * Asks for all items at once. If one of them fails, asks for each half, and so on, so that a missing
 * permission on one topic does not hide the others.
 *
 * @param onFailure called for each item that fails on its own
 * @throws errors that are not about one item, such as an unreachable cluster
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
    if (!(error instanceof UserError) || !isTopicFailure(error)) throw error;
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
