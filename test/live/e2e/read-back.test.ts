import { expect, it } from "vitest";
import { limitToStored } from "#live/run/read-back.ts";
import { broken } from "../../support/analyses.ts";

const sent = { ...broken.producing, delivered: 990, failed: 10, unknown: 0 };

it.each([
  { held: 990, delivered: 990, unknown: 0 },
  // Some that have failed are there, or others have written too.
  { held: 1200, delivered: 990, unknown: 0 },
  { held: 989, delivered: 989, unknown: 1 },
  { held: 0, delivered: 0, unknown: 990 },
])("$held records in the topic confirm $delivered of 990", ({ held, delivered, unknown }) => {
  expect(limitToStored(sent, held)).toEqual({ ...sent, delivered, unknown });
});
