import type { ValueKind } from "#core/values/value.ts";

/** Where a server listens. */
export interface ListenAddress {
  /** A name or an address, without the brackets of IPv6. */
  readonly host: string;
  readonly port: number;
}

export const DEFAULT_LISTEN: ListenAddress = { host: "127.0.0.1", port: 9404 };
const MAX_PORT = 65_535;
const ADDRESS = /^(?:(?<name>[\w.-]*)|\[(?<ipv6>[0-9a-f:.]+)\]):(?<port>\d{1,5})$/i;

/** `:9404` on this machine only, `0.0.0.0:9404` and `[::]:9404` for all, `10.0.0.5:9404` */
export const listenAddress: ValueKind<ListenAddress> = {
  form: "an address with a port, such as :9404 (this machine only) or 0.0.0.0:9404 (all networks)",
  read(text) {
    const { name, ipv6, port = "" } = ADDRESS.exec(text.trim())?.groups ?? {};
    if (port === "" || Number(port) > MAX_PORT) return undefined;
    return { host: ipv6 || name || DEFAULT_LISTEN.host, port: Number(port) };
  },
};
