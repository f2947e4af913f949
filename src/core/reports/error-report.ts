import type { UnjudgedTopic } from "./report.ts";

/** What could not be judged, as schemas/report.schema.json describes it. */
interface ErrorReport {
  /** Left out for a contract that is invalid. */
  topic?: string;
  contract?: string;
  /** The file that the error is about; lines and columns from 1. */
  file?: string;
  line?: number;
  column?: number;
  message: string;
  next?: string;
}

export function errorReport({ topic, contractFile, error }: UnjudgedTopic): ErrorReport {
  const { what, where, place, next } = error.parts;
  const isElsewhere = where !== undefined && where !== topic && place === undefined;
  return {
    ...(topic === undefined ? {} : { topic }),
    ...(contractFile === undefined ? {} : { contract: contractFile }),
    ...place,
    message: isElsewhere ? `${where}: ${what}` : what,
    ...(next === undefined ? {} : { next }),
  };
}
