import { cPeers } from "./c/peer.mjs";
import { duckdbPeer } from "./duckdb/peer.mjs";
import { naiveGoPeer } from "./go-naive/peer.mjs";
import { tunedGoPeers } from "./go-tuned/peer.mjs";
import { javaPeer } from "./java/peer.mjs";
import { nodePeers } from "./node/peer.mjs";
import { shellPeer } from "./shell/peer.mjs";

/**
 * @typedef {object} Summary A program's results; fields that it does not report are missing.
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
 * @property {string} [folder] Folder of its sources in bench/peers.
 * @property {string[]} needs Programs that the machine must have.
 * @property {number} [maxKeys] Maximum number of different keys in its inputs.
 * @property {boolean} [readsRows] Whether it reads CSV, TSV, JSON Lines and Parquet, too.
 * @property {Record<string, string>} [unfit] Inputs that it cannot count, with reasons.
 * @property {(output: string, run: (...command: string[]) => void) => void} [build]
 * @property {(output: string, file: string, source: string) => string[]} command
 * @property {(stdout: string) => Summary} [translate] Set if it does not print a Summary as JSON.
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
