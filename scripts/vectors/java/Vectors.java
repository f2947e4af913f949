import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.DoubleSerializer;
import org.apache.kafka.common.serialization.FloatSerializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.ShortSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.serialization.UUIDSerializer;

/**
 * {@code murmur2}: in: partition counts, then one hex key per line. Out: one row of partitions per key.
 * {@code serialize}: in: key type, a blank, hex of the text's UTF-16BE code units. Out: hex, or "rejected".
 */
final class Vectors {
  private static final HexFormat HEX = HexFormat.of();
  private static final String TOPIC = "t";

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    if (args[0].equals("murmur2")) partitions(in, out);
    else if (args[0].equals("serialize")) serializedKeys(in, out);
    else throw new IllegalArgumentException(args[0]);
    out.flush();
  }

  private static void partitions(BufferedReader in, PrintStream out) throws IOException {
    int[] counts = Arrays.stream(in.readLine().split(",")).mapToInt(Integer::parseInt).toArray();
    for (String line; (line = in.readLine()) != null; ) {
      byte[] key = HEX.parseHex(line);
      out.println(Arrays.stream(counts)
          .mapToObj(n -> String.valueOf(BuiltInPartitioner.partitionForKey(key, n)))
          .collect(Collectors.joining(",")));
    }
  }

  private static void serializedKeys(BufferedReader in, PrintStream out) throws IOException {
    for (String line; (line = in.readLine()) != null; ) {
      String[] fields = line.split(" ", 2);
      out.println(serialize(fields[0], utf16(HEX.parseHex(fields[1]))));
    }
  }

  private static String serialize(String keyType, String text) {
    try {
      return HEX.formatHex(switch (keyType) {
        case "string" -> new StringSerializer().serialize(TOPIC, text);
        case "bytes-hex" -> new ByteArraySerializer().serialize(TOPIC, HEX.parseHex(text));
        case "bytes-base64" -> new ByteArraySerializer().serialize(TOPIC, Base64.getDecoder().decode(text));
        case "short" -> new ShortSerializer().serialize(TOPIC, Short.parseShort(text));
        case "int" -> new IntegerSerializer().serialize(TOPIC, Integer.parseInt(text));
        case "long" -> new LongSerializer().serialize(TOPIC, Long.parseLong(text));
        case "float" -> new FloatSerializer().serialize(TOPIC, Float.parseFloat(text));
        case "double" -> new DoubleSerializer().serialize(TOPIC, Double.parseDouble(text));
        case "uuid" -> new UUIDSerializer().serialize(TOPIC, UUID.fromString(text));
        default -> throw new IllegalStateException(keyType);
      });
    } catch (IllegalArgumentException e) { // also NumberFormatException
      return "rejected";
    }
  }

  /** Unit by unit: a charset decoder would replace lone surrogates. */
  private static String utf16(byte[] bigEndian) {
    char[] units = new char[bigEndian.length / 2];
    for (int i = 0; i < units.length; i++) {
      units[i] = (char) ((bigEndian[2 * i] & 0xff) << 8 | bigEndian[2 * i + 1] & 0xff);
    }
    return new String(units);
  }
}
