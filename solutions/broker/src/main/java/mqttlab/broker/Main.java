package mqttlab.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import mqttlab.broker.health.Limits;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.server.Broker;

/** Starts the broker: {@code port=1883 bind=127.0.0.1 data=DIR}. */
public final class Main {

    private Main() {
    }

    public static void main(String[] args) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        Broker broker = new Broker(Limits.DEFAULT, settings.containsKey("data")
                ? Journal.open(Path.of(settings.get("data"))) : Journal.none());
        broker.listen(InetAddress.getByName(settings.getOrDefault("bind", "127.0.0.1")), Integer.parseInt(settings.get("port")));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    }
}
