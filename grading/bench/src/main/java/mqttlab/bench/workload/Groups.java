package mqttlab.bench.workload;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import mqttlab.bench.load.Handshake;
import mqttlab.bench.load.Load;
import mqttlab.bench.load.Share;
import mqttlab.bench.load.Subscriber;

/** So many topics, each with so many publishers and so many subscribers. */
record Groups(int topics, int publishers, int subscribers) {

    static final Groups ONE_TO_ONE = new Groups(1, 1, 1);

    int allPublishers() {
        return topics * publishers;
    }

    /** @param cleanSession whether the subscribers' sessions end with their connections */
    Load connect(InetSocketAddress broker, int qos, boolean cleanSession, Subscriber.Arrival arrival) throws IOException {
        Load load = new Load(broker, allPublishers());
        try {
            for (int topic = 0; topic < topics; topic++) {
                for (int i = 0; i < subscribers; i++) {
                    String name = load.unique("bench-subscriber-%d-%d".formatted(topic, i));
                    Handshake handshake = load.connect(name, cleanSession);
                    handshake.subscribe(topic(load, topic), qos);
                    int its = topic;
                    load.subscriber(handshake, name, qos, true, publisher -> publisher / publishers == its ? Share.ALL : null,
                            arrival);
                }
            }
            for (int i = 0; i < allPublishers(); i++) {
                load.publisher(qos, false, List.of(topic(load, i / publishers)));
            }
            return load;
        } catch (IOException | RuntimeException e) {
            load.close();
            throw e;
        }
    }

    private static String topic(Load load, int number) {
        return load.unique("bench/" + number);
    }
}
