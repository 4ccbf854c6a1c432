package mqttlab.lab.demo;

import static mqttlab.testkit.tap.Events.anythingFromBroker;
import static mqttlab.testkit.tap.Events.closed;

import java.net.InetSocketAddress;
import java.util.List;
import mqttlab.testkit.mqtt.Anatomy;
import mqttlab.testkit.mqtt.Field;
import mqttlab.testkit.mqtt.Field.Section;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.WireClient;

/**
 * A connection whose CONNECT goes out in parts, with as much time between them as a lecturer takes. Brokers close a
 * connection that has not said CONNECT for a minute or so: then it is opened again, and what was sent is sent again.
 */
final class SlowConnect {

    private final InetSocketAddress broker;
    private final Trace trace;
    private final Packet connect;
    private final String client;
    private final List<Field> fields;
    private WireClient connection;
    private int sent;

    SlowConnect(InetSocketAddress broker, Trace trace, Packet connect, String client) {
        this.broker = broker;
        this.trace = trace;
        this.connect = connect;
        this.client = client;
        this.fields = Anatomy.of(connect);
    }

    /** TCP, and nothing else. */
    void open(Show show) {
        connection = WireClient.open(broker, trace).withoutAcknowledging();
        show.say("open", client);
        requireSilence(show);
    }

    /** The next part, which is not the last. */
    void send(Show show, Section section) {
        reopenIfClosed(show);
        sendUpTo(endOf(section));
        show.say("sent", client, sent, connect.size());
        show.part(client + " → broker", connect.type(), section, fields);
        requireSilence(show);
    }

    /** The last part. */
    WireClient finish(Show show) {
        reopenIfClosed(show);
        show.onlyOfConnect(Section.PAYLOAD);
        sendUpTo(connect.size());
        return connection;
    }

    private void reopenIfClosed(Show show) {
        if (trace.first(closed(connection.connection())).isPresent()) {
            connection.close();
            connection = WireClient.open(broker, trace).withoutAcknowledging();
            show.say("again", client);
            connection.sendPart(connect.raw(), 0, sent);
        }
    }

    private void sendUpTo(int end) {
        connection.sendPart(connect.raw(), sent, end);
        sent = end;
    }

    private int endOf(Section section) {
        return Anatomy.bytes(fields.stream().filter(field -> field.section().compareTo(section) <= 0).toList()).length;
    }

    /** The broker has had the time to answer: somebody else asks it something meanwhile. */
    private void requireSilence(Show show) {
        try (WireClient somebody = WireClient.connect(broker, "somebody-else", new Trace())) {
            somebody.ping();
        }
        trace.none(anythingFromBroker().onConnection(connection.connection()));
        show.say("silence");
        show.flush();
    }

    void close() {
        if (connection != null) {
            connection.close();
        }
    }
}
