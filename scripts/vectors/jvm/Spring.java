import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.cloud.stream.binder.PartitionHandler;
import org.springframework.cloud.stream.binder.ProducerProperties;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.messaging.support.MessageBuilder;

/** Spring Cloud Stream with a partition key. Argument: text or objects. */
final class Spring {
  private static final Map<Integer, PartitionHandler> HANDLERS = new HashMap<>();

  public static void main(String[] args) throws Exception {
    Rows.Client client = (key, n) -> handler(n).determinePartition(
        MessageBuilder.withPayload(Map.of("key", key)).build());
    if (args[0].equals("text")) Rows.ofText(client);
    else Rows.ofObjects(client);
  }

  private static PartitionHandler handler(int partitions) {
    return HANDLERS.computeIfAbsent(partitions, n -> {
      ProducerProperties properties = new ProducerProperties();
      properties.setPartitionKeyExpression(new SpelExpressionParser().parseExpression("payload['key']"));
      properties.setPartitionCount(n);
      return new PartitionHandler(
          new StandardEvaluationContext(), properties, new DefaultListableBeanFactory());
    });
  }
}
