import { delimiter, join } from "node:path";

/** The Kafka client and its logging library. */
const ARTIFACTS = ["org.apache.kafka:kafka-clients:4.1.0", "org.slf4j:slf4j-api:1.7.36"];

function build(output, run) {
  for (const artifact of ARTIFACTS) {
    const options = [`-Dartifact=${artifact}`, `-DoutputDirectory=${output}`];
    run("mvn", "-q", "-B", "dependency:copy", ...options);
  }
  run("javac", "-cp", join(output, "*"), "-d", output, "Count.java");
}

export const javaPeer = {
  name: "java",
  about: "Java with Kafka's own murmur2 and a HashMap of strings",
  folder: "java",
  needs: ["java", "javac", "mvn"],
  maxKeys: 20_000_000,
  build,
  command: (output, file) => {
    const classPath = [output, join(output, "*")].join(delimiter);
    return ["java", "-cp", classPath, "Count", file];
  },
};
