import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.common.utils.Utils;

/** Counts the keys of a file with Kafka's own hash and Java's own map. */
public final class Count {
  private static final int PARTITIONS = 48;
  private static final int TOP_KEYS = 10;
  private static final int BUFFER_BYTES = 1 << 20;
  private static final Comparator<Map.Entry<String, Long>> HOTTEST_FIRST =
      Map.Entry.<String, Long>comparingByValue()
          .reversed()
          .thenComparing(entry -> utf8(entry.getKey()), Arrays::compareUnsigned);

  private final long[] perPartition = new long[PARTITIONS];
  private final Map<String, Long> perKey = new HashMap<>();
  private long records = 0;

  public static void main(String[] arguments) throws IOException {
    Count count = new Count();
    try (InputStream input = new FileInputStream(arguments[0])) {
      count.read(input);
    }
    System.out.write(utf8(count.json() + "\n"));
    System.out.flush();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Not BufferedReader, which also ends lines at a lone CR. */
  private void read(InputStream input) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    int length = 0;
    for (int got; (got = input.read(buffer, length, buffer.length - length)) > 0; ) {
      int end = length + got;
      int start = 0;
      for (int i = length; i < end; i++) {
        if (buffer[i] != '\n') continue;
        add(buffer, start, i > start && buffer[i - 1] == '\r' ? i - 1 : i);
        start = i + 1;
      }
      length = end - start;
      System.arraycopy(buffer, start, buffer, 0, length);
      if (length == buffer.length) buffer = Arrays.copyOf(buffer, 2 * length);
    }
    if (length > 0) add(buffer, 0, length);
  }

  private void add(byte[] bytes, int start, int end) {
    byte[] key = Arrays.copyOfRange(bytes, start, end);
    records++;
    perPartition[Utils.toPositive(Utils.murmur2(key)) % PARTITIONS]++;
    perKey.merge(new String(key, StandardCharsets.UTF_8), 1L, Long::sum);
  }

  private List<Map.Entry<String, Long>> hottest() {
    PriorityQueue<Map.Entry<String, Long>> coolestFirst =
        new PriorityQueue<>(HOTTEST_FIRST.reversed());
    for (Map.Entry<String, Long> entry : perKey.entrySet()) {
      if (coolestFirst.size() == TOP_KEYS) {
        if (HOTTEST_FIRST.compare(entry, coolestFirst.peek()) > 0) continue;
        coolestFirst.poll();
      }
      coolestFirst.add(entry);
    }
    List<Map.Entry<String, Long>> top = new ArrayList<>(coolestFirst);
    top.sort(HOTTEST_FIRST);
    return top;
  }

  private String json() {
    long[] ascending = perPartition.clone();
    Arrays.sort(ascending);
    long weighted = 0;
    for (int i = 0; i < PARTITIONS; i++) {
      weighted += (2L * (i + 1) - PARTITIONS - 1) * ascending[i];
    }
    double total = Math.max(1, records);
    List<String> top = new ArrayList<>();
    for (Map.Entry<String, Long> entry : hottest()) {
      top.add("[" + quoted(entry.getKey()) + "," + entry.getValue() + "]");
    }
    return String.format("{\"records\":%d,\"unique\":%d,", records, perKey.size())
        + "\"gini\":" + weighted / (PARTITIONS * total)
        + ",\"max_share\":" + ascending[PARTITIONS - 1] / total
        + ",\"partitions\":" + Arrays.toString(perPartition) + ",\"top\":" + top + "}";
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char unit : text.toCharArray()) {
      if (unit >= ' ' && unit != '"' && unit != '\\') json.append(unit);
      else json.append(String.format("\\u%04x", (int) unit));
    }
    return json.append('"').toString();
  }
}
