import com.sun.tools.attach.VirtualMachine;
import java.util.TreeMap;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** `java Requests.java PID`: prints how many requests of each kind a broker has answered, as JSON. */
class Requests {
  public static void main(String[] args) throws Exception {
    VirtualMachine broker = VirtualMachine.attach(args[0]);
    String address = broker.startLocalManagementAgent();
    broker.detach();
    try (var connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
      var beans = connector.getMBeanServerConnection();
      var pattern = new ObjectName("kafka.network:type=RequestMetrics,name=RequestsPerSec,*");
      var counts = new TreeMap<String, Long>();
      for (ObjectName name : beans.queryNames(pattern, null)) {
        long count = (Long) beans.getAttribute(name, "Count");
        counts.merge(name.getKeyProperty("request"), count, Long::sum);
      }
      var json = new StringBuilder();
      counts.forEach((name, count) -> json.append(",\"" + name + "\":" + count));
      System.out.println("{" + json.substring(Math.min(1, json.length())) + "}");
    }
  }
}
