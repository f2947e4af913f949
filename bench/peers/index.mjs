import { cPeers } from "./c/peer.mjs";
import { duckdbPeer } from "./duckdb/peer.mjs";
import { naiveGoPeer } from "./go-naive/peer.mjs";
import { tunedGoPeers } from "./go-tuned/peer.mjs";
import { javaPeer } from "./java/peer.mjs";
import { nodePeers } from "./node/peer.mjs";
import { shellPeer } from "./shell/peer.mjs";

/**
 * @typedef {object} Summary What a program found; what it does not tell is left out.
 * @property {number} [records]
 * @property {number} [unique]
 * @property {number[]} [partitions]
 * @property {number} [gini]
 * @property {number} [max_share]
 * @property {[key: string, records: number][]} [top]
 */

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string} about
 * @property {string} [folder] Of its sources, below bench/peers.
 * @property {string[]} needs Programs that the machine must have.
 * @property {number} [maxKeys] It takes no input with more different ones.
 * @property {Record<string, string>} [unfit] Inputs it cannot count, with the reason.
 * @property {(output: string, run: (...command: string[]) => void) => void} [build]
 * @property {(output: string, file: string, source: string) => string[]} command
 * @property {(stdout: string) => Summary} [translate] Where it does not print a Summary as JSON.
 */

/** @type {Program[]} */
export const peers = [
  ...cPeers,
  naiveGoPeer,
  ...tunedGoPeers,
  javaPeer,
  duckdbPeer,
  shellPeer,
  ...nodePeers,
];
