// An archive of the classes that a broker loads, with which the JVM starts in about half the time.
import { mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { prepareCluster } from "./cluster.mjs";

/**
 * Writes the archive by running a broker once. Failures are ignored, because a JVM without the
 * archive only starts more slowly.
 */
export async function archiveClasses(kafka, path) {
  const work = await mkdtemp(`${path}-making-`);
  const archive = join(work, "classes.jsa");
  try {
    const { brokers } = await prepareCluster(kafka, work, { brokers: 1 });
    brokers[0].javaOptions.push(`-XX:ArchiveClassesAtExit=${archive}`, "-Xlog:cds=off");
    await brokers[0].start();
    await brokers[0].shutDown();
    await rename(archive, path);
  } catch {
    // Slower, but correct.
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
