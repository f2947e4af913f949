import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { gate } from "#doors/library/index.ts";
import { keyDesignPictures } from "../../scripts/key-design.mjs";
import { root } from "../e2e/cli.ts";

it("docs/key-design.md has the pictures that the code draws", () => {
  const page = readFileSync(`${root}docs/key-design.md`, "utf8");
  const pictures = Object.entries(keyDesignPictures({ gate }));
  expect(pictures).toHaveLength(4);
  for (const [name, picture] of pictures) {
    expect(page).toContain(`](images/${name})`);
    const drawn = readFileSync(`${root}docs/images/${name}`, "utf8");
    expect(drawn, "run node scripts/key-design.mjs").toBe(picture);
  }
});
