import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { type Cleanup, nestedCleanup, withCleanup } from "#live/adapters/cleanup-stack.ts";

const say = () => undefined;
const step = (title: string) => ({ kind: "step", title }) as const;

it("cleans up a part of the work once it is over, before the rest", async () => {
  const done: string[] = [];
  const defer = (cleanup: Cleanup, name: string) =>
    cleanup.defer(step(name), async () => void done.push(name));
  await withCleanup(async (cleanup) => {
    defer(cleanup, "outer");
    await nestedCleanup(cleanup, "a part", async (inner) => defer(inner, "inner"), say);
    done.push("after");
  }, say);
  expect(done).toEqual(["inner", "after", "outer"]);
});

it("runs one thing after the other, although a part and the whole end at once", async () => {
  const done: string[] = [];
  const failing = withCleanup(async (cleanup) => {
    const part = nestedCleanup(
      cleanup,
      "a part",
      async (inner) => {
        inner.defer(step("close"), async () => void done.push("closed"));
        inner.defer(step("delete"), async () => {
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

it("tells a watcher what is made and deleted, whatever it is called, and nothing else", async () => {
  const events: string[] = [];
  const watcher = {
    made: (what: string) => void events.push(`made ${what}`),
    deleted: (what: string) => void events.push(`deleted ${what}`),
  };
  const failing = withCleanup(
    (cleanup) =>
      nestedCleanup(
        { ...cleanup, watcher },
        "a part",
        async (inner) => {
          inner.defer(step("delete the file"), async () => void events.push("step"));
          inner.defer({ kind: "delete", what: "a topic" }, async () => undefined);
          inner.defer({ kind: "delete", what: "a key" }, () => Promise.reject(new Error("gone")));
        },
        say,
      ),
    (message) => events.push(message),
  );
  await expect(failing).rejects.toThrow("could not delete a key: Error: gone");
  expect(events).toEqual(["made a topic", "made a key", "deleted a topic", "step"]);
});
