declare const SKEW_CONTRACT_VERSION: string;

/** This tool's version, inserted by the build. */
export const toolVersion = SKEW_CONTRACT_VERSION;
