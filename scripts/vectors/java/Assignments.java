import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.apache.kafka.clients.consumer.internals.AbstractPartitionAssignor;
import org.apache.kafka.common.TopicPartition;

/**
 * In: partitions, a blank, consumers. Out: for each partition of one topic the consumer that gets it, in base 36. The
 * members of the new group join in a random order; their ids sort by number.
 */
final class Assignments {
  private static final String TOPIC = "t";

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    Random random = new Random(1);
    for (String line; (line = in.readLine()) != null; ) {
      String[] fields = line.split(" ");
      out.println(owners(args[0], Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), random));
    }
    out.flush();
  }

  private static AbstractPartitionAssignor assignor(String name) {
    return switch (name) {
      case "range" -> new RangeAssignor();
      case "roundrobin" -> new RoundRobinAssignor();
      case "sticky" -> new StickyAssignor();
      case "cooperative-sticky" -> new CooperativeStickyAssignor();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String owners(String name, int partitions, int consumers, Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < consumers; i++) order.add(i);
    Collections.shuffle(order, random);
    Map<String, Subscription> members = new HashMap<>();
    for (int i : order) members.put(String.format("member-%02d", i), new Subscription(List.of(TOPIC), ByteBuffer.allocate(0)));
    Map<String, Integer> counts = new HashMap<>();
    counts.put(TOPIC, partitions);
    char[] owners = new char[partitions];
    assignor(name).assign(counts, members).forEach((member, all) -> {
      int consumer = Integer.parseInt(member.substring("member-".length()));
      for (TopicPartition one : all) owners[one.partition()] = Character.forDigit(consumer, 36);
    });
    return new String(owners);
  }
}
