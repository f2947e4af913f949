import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

/** Clients that disagree can be configured to place keys alike. */
export const disagreeingClients: Suggester = {
  id: "clients",
  suggest({ findings }) {
    const finding = findings.find(({ rule }) => rule === "producers");
    if (finding === undefined) return undefined;
    return sentenceWithKeys`Clients: ${finding.message}. Configure the same partitioner in all of them: with partitioner=murmur2_random, clients of librdkafka place keys as Java does.`;
  },
};
