/** Installs the libraries for building the Kafka client from source, as root on Debian. */
export function installHeaders(): Promise<void>;
