declare const SKEW_CONTRACT_VERSION: string;

/** Of this tool, put in by the build. */
export const toolVersion = SKEW_CONTRACT_VERSION;
