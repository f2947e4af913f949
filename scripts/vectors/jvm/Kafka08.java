import kafka.producer.ByteArrayPartitioner;
import kafka.utils.VerifiableProperties;

/** The ByteArrayPartitioner of Kafka 0.8's Scala producer. */
final class Kafka08 {
  public static void main(String[] args) throws Exception {
    ByteArrayPartitioner partitioner = new ByteArrayPartitioner(new VerifiableProperties());
    Rows.ofBytes(partitioner::partition);
  }
}
