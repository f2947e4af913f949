import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Asks a client for the partitions of every key on stdin. In: partition counts, then one key per line:
 * hex, or for objects a key type, a blank and the text's hex. Out: one row of partitions per key, nulls
 * where the client does not take such a key.
 */
final class Rows {
  interface Client {
    int partition(Object key, int partitions);
  }

  /** For clients that hash text. */
  static void ofText(Client client) throws IOException {
    print(client, line -> text(HexFormat.of().parseHex(line)));
  }

  static void ofBytes(Client client) throws IOException {
    print(client, line -> HexFormat.of().parseHex(line));
  }

  /** For clients that hash objects. */
  static void ofObjects(Client client) throws IOException {
    print(client, line -> {
      String[] fields = line.split(" ", 2);
      return object(fields[0], text(HexFormat.of().parseHex(fields[1])));
    });
  }

  private interface Parser {
    Object parse(String line);
  }

  private static void print(Client client, Parser parser) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    int[] counts = Arrays.stream(in.readLine().split(",")).mapToInt(Integer::parseInt).toArray();
    for (String line; (line = in.readLine()) != null; ) {
      Object key = parser.parse(line);
      out.println(Arrays.stream(counts)
          .mapToObj(n -> key == null ? "null" : String.valueOf(client.partition(key, n)))
          .collect(Collectors.joining(",")));
    }
    out.flush();
  }

  /** Null for bytes that are not UTF-8. */
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static Object object(String keyType, String text) {
    return switch (keyType) {
      case "short" -> Short.valueOf(text);
      case "int" -> Integer.valueOf(text);
      case "long" -> Long.valueOf(text);
      case "float" -> Float.valueOf(text);
      case "double" -> Double.valueOf(text);
      case "boolean" -> Boolean.valueOf(text);
      case "uuid" -> UUID.fromString(text);
      default -> throw new IllegalStateException(keyType);
    };
  }
}
