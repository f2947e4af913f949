import { useEffect, useState } from "preact/hooks";
import type { ErrorParts } from "#core/errors/error-parts.ts";
import type { ClusterChoice, Clusters } from "#doors/dashboard/wire.ts";
import { ask, errorsOf } from "../parts/api.ts";

/**
 * The clusters that the credentials and settings can access, loaded when the view is first shown,
 * and which of them is chosen.
 *
 * @param mayBeAll whether all clusters can be chosen at once
 */
export function useClusters(isShown: boolean, mayBeAll = false) {
  const [address, setAddress] = useState("");
  const [isByAddress, setIsByAddress] = useState(false);
  const [environment, setEnvironment] = useState("");
  const [cluster, setCluster] = useState("");
  const choose = (id: string, clusters: Clusters["clusters"]) => {
    setEnvironment(id);
    const inside = clusters.find((one) => (one.environment?.id ?? "") === id);
    setCluster(mayBeAll ? "" : (inside?.id ?? ""));
  };
  const list = useClusterList(isShown, {
    onLoad: ({ clusters }) => choose(clusters[0]?.environment?.id ?? "", clusters),
    onFailure: () => setIsByAddress(true),
  });
  const byAddress: ClusterChoice = { bootstrap: address.trim() };
  const byId: ClusterChoice = { cluster: cluster === "" ? undefined : cluster };
  return {
    ...list,
    address,
    isByAddress,
    environment,
    cluster,
    setAddress,
    setIsByAddress,
    setCluster,
    setEnvironment: (id: string) => choose(id, list.clusters?.clusters ?? []),
    mayBeAll,
    choice: isByAddress ? byAddress : byId,
    isChosen: isByAddress ? address.trim() !== "" : list.clusters !== undefined,
  };
}

export type ClustersState = ReturnType<typeof useClusters>;

interface ListEvents {
  onLoad(found: Clusters): void;
  onFailure(): void;
}

function useClusterList(isShown: boolean, { onLoad, onFailure }: ListEvents) {
  const [clusters, setClusters] = useState<Clusters>();
  const [errors, setErrors] = useState<readonly ErrorParts[]>([]);
  const load = async () => {
    setErrors([]);
    try {
      const found = await ask<Clusters>("api/clusters", {});
      setClusters(found);
      onLoad(found);
    } catch (error) {
      setClusters(undefined);
      setErrors(errorsOf(error));
      onFailure();
    }
  };
  const isWanted = isShown && clusters === undefined && errors.length === 0;
  useEffect(() => {
    if (isWanted) void load();
  }, [isWanted]);
  return { clusters, errors, load };
}
