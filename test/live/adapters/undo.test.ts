import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { type Undo, withinUndo, withUndo } from "#live/adapters/undo.ts";

const say = () => undefined;

it("takes back a part of the work once it is over, before the rest", async () => {
  const done: string[] = [];
  const push = ({ push: pushTo }: Undo, name: string) =>
    pushTo(name, async () => void done.push(name));
  await withUndo(async (undo) => {
    push(undo, "outer");
    await withinUndo(undo, "a part", async (inner) => push(inner, "inner"), say);
    done.push("after");
  }, say);
  expect(done).toEqual(["inner", "after", "outer"]);
});

it("takes back one thing after the other, although a part and the whole end at once", async () => {
  const done: string[] = [];
  const failing = withUndo(async (undo) => {
    const part = withinUndo(
      undo,
      "a part",
      async (inner) => {
        inner.push("close", async () => void done.push("closed"));
        inner.push("delete", async () => {
          done.push("deleting");
          await setTimeout(50);
          done.push("deleted");
        });
        throw new Error("the part");
      },
      say,
    );
    part.catch(() => undefined);
    await setTimeout(10);
    throw new Error("the whole");
  }, say);
  await expect(failing).rejects.toThrow("the whole");
  expect(done).toEqual(["deleting", "deleted", "closed"]);
});
