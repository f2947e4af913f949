import { commonPartitioner } from "./common-partitioner.ts";
import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

/** Clients that disagree can be configured to place keys alike. */
export const disagreeingClients: Suggester = {
  id: "clients",
  suggest({ findings, contract }) {
    const finding = findings.find(({ rule }) => rule === "producers");
    if (finding === undefined) return undefined;
    const types = new Set(contract.producerPlacements.map(({ keyType }) => keyType));
    if (types.size > 1) {
      return sentenceWithKeys`Clients: ${finding.message}. Have all of them serialize keys alike.`;
    }
    const common = commonPartitioner(contract.producerPlacements);
    if (common === undefined) {
      return sentenceWithKeys`Clients: ${finding.message}. There is no partitioner that all of them are known to have: have one client write the topic, or give the others a partitioner of your own.`;
    }
    const { partitioner, changes } = common;
    const how = changes.map(({ client, setting }) => `${client} with ${setting}`).join(", ");
    const said = changes.map(({ client }) => `{ client: ${client}, partitioner: ${partitioner} }`);
    return sentenceWithKeys`Clients: ${finding.message}. All of them can use ${partitioner}: ${how}. Then write it into producers: ${said.join(", ")}.`;
  },
};
