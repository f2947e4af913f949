/** Installs what the Kafka client is built from source with, on Debian as root. */
export function installHeaders(): Promise<void>;
