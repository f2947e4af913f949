import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads files, a line of Base64 each, as java.util.Properties does; writes names and values. */
class PropertiesOf {
    public static void main(String[] args) throws Exception {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line; (line = lines.readLine()) != null; ) {
            var properties = new java.util.Properties();
            try {
                properties.load(new StringReader(decode(line)));
            } catch (IllegalArgumentException malformed) {
                System.out.println("error");
                continue;
            }
            var found = new StringBuilder();
            for (var name : properties.stringPropertyNames()) {
                found.append(encode(name)).append('=').append(encode(properties.getProperty(name))).append(' ');
            }
            System.out.println(found.toString().replace("=", ":").trim());
        }
    }

    private static String decode(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_16LE);
    }

    private static String encode(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_16LE));
    }
}
