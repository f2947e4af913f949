import io.debezium.transforms.partitions.PartitionRouting;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's PartitionRouting by one field. Arguments: java or murmur, text or objects. */
final class Debezium {
  private static final Map<Integer, PartitionRouting<SourceRecord>> ROUTINGS = new HashMap<>();

  public static void main(String[] args) throws Exception {
    Rows.Client client = (key, n) ->
        ROUTINGS.computeIfAbsent(n, m -> routing(args[0], m)).apply(record(key)).kafkaPartition();
    if (args[1].equals("text")) Rows.ofText(client);
    else Rows.ofObjects(client);
  }

  private static PartitionRouting<SourceRecord> routing(String hash, int partitions) {
    PartitionRouting<SourceRecord> routing = new PartitionRouting<>();
    routing.configure(Map.of(
        "partition.payload.fields", "change.field",
        "partition.topic.num", String.valueOf(partitions),
        "partition.hash.function", hash));
    return routing;
  }

  private static SourceRecord record(Object object) {
    // Connect has no type for a UUID; Debezium's is text.
    Object key = object instanceof UUID ? object.toString() : object;
    Schema row = SchemaBuilder.struct().field("field", schema(key)).build();
    Schema envelope = SchemaBuilder.struct()
        .name("t.Envelope").field("after", row).field("op", Schema.STRING_SCHEMA).build();
    Struct value = new Struct(envelope).put("after", new Struct(row).put("field", key)).put("op", "c");
    return new SourceRecord(Map.of(), Map.of(), "t", Schema.STRING_SCHEMA, "k", envelope, value);
  }

  private static Schema schema(Object key) {
    if (key instanceof Short) return Schema.INT16_SCHEMA;
    if (key instanceof Integer) return Schema.INT32_SCHEMA;
    if (key instanceof Long) return Schema.INT64_SCHEMA;
    if (key instanceof Float) return Schema.FLOAT32_SCHEMA;
    if (key instanceof Double) return Schema.FLOAT64_SCHEMA;
    if (key instanceof Boolean) return Schema.BOOLEAN_SCHEMA;
    return Schema.STRING_SCHEMA;
  }
}
