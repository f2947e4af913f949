import com.zendesk.maxwell.producer.partitioners.MaxwellKafkaPartitioner;
import com.zendesk.maxwell.replication.BinlogPosition;
import com.zendesk.maxwell.replication.Position;
import com.zendesk.maxwell.row.RowMap;
import java.util.List;

/** Maxwell, partitioning by database. Argument: default or murmur3. */
final class Maxwell {
  public static void main(String[] args) throws Exception {
    MaxwellKafkaPartitioner partitioner = new MaxwellKafkaPartitioner(args[0], "database", null, null);
    Position position = new Position(new BinlogPosition(0, "binlog"), 0L);
    Rows.ofText((key, n) -> partitioner.kafkaPartition(
        new RowMap("insert", (String) key, "t", 0L, List.of("id"), position), n));
  }
}
