import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

/** Clients that disagree can be told to place keys alike. */
export const clients: Suggester = {
  id: "clients",
  suggest({ findings }) {
    const finding = findings.find(({ rule }) => rule === "producers");
    if (finding === undefined) return undefined;
    return sentenceWithKeys`Clients: ${finding.message}. Configure one partitioner in all of them: librdkafka's clients place keys as Java does with partitioner=murmur2_random.`;
  },
};
