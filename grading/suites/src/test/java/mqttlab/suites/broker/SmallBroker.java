package mqttlab.suites.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mqttlab.testkit.broker.Broker;

/**
 * A broker that does what the stages 01 and 02 ask for, and no more: QoS 0, exact topics, clean sessions. It can be told to
 * make one {@link Mistake}; without one, it is what the mistakes are compared with.
 *
 * <p>Threads: one accepts, and each connection has one that reads and one that writes.
 */
final class SmallBroker implements Broker {

    private final Mistake mistake;
    private final ServerSocket server;
    private final Set<SmallConnection> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> topicsOfClients = new ConcurrentHashMap<>();

    /** @param mistake what it gets wrong, or null */
    SmallBroker(Mistake mistake) {
        this.mistake = mistake;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    boolean makes(Mistake one) {
        return mistake == one;
    }

    private void accept() {
        try {
            while (true) {
                SmallConnection connection = new SmallConnection(this, server.accept());
                connections.add(connection);
                if (makes(Mistake.READS_THE_CONNECT_WHILE_ACCEPTING)) {
                    connection.awaitBytes();
                }
                if (makes(Mistake.ONE_CLIENT_AT_A_TIME)) {
                    connection.run();
                } else {
                    Thread.startVirtualThread(connection);
                }
            }
        } catch (IOException closed) {
            close();
        }
    }

    void deliver(String topic, byte[] payload, SmallConnection publisher) throws IOException {
        Collection<SmallConnection> receivers = connections.stream().filter(each -> wants(each, topic)).toList();
        for (SmallConnection each : receivers) {
            if (!(makes(Mistake.LEAVES_OUT_THE_PUBLISHER) && each == publisher)) {
                each.deliver(topic, payload);
            }
        }
    }

    private boolean wants(SmallConnection connection, String topic) {
        return switch (mistake) {
            case DELIVERS_TO_EVERYBODY -> true;
            case COMPARES_THE_BEGINNINGS_OF_TOPICS -> connection.topics().stream().anyMatch(topic::startsWith);
            case IGNORES_THE_CASE_OF_TOPICS -> connection.topics().stream().anyMatch(topic::equalsIgnoreCase);
            case null, default -> connection.topics().contains(topic);
        };
    }

    void subscribe(SmallConnection connection, String topic) {
        if (makes(Mistake.KEEPS_ONE_SUBSCRIBER)) {
            connections.forEach(each -> each.topics().remove(topic));
        }
        if (makes(Mistake.KEEPS_ONE_SUBSCRIPTION)) {
            connection.topics().clear();
        }
        connection.topics().add(topic);
    }

    String topic(String name) {
        return makes(Mistake.NORMALISES_TOPICS) ? Normalizer.normalize(name, Normalizer.Form.NFC) : name;
    }

    /** Topics to which a client has subscribed before, if they are kept. */
    Set<String> topicsOf(String clientId) {
        return makes(Mistake.KEEPS_SUBSCRIPTIONS_OF_THE_GONE)
                ? topicsOfClients.computeIfAbsent(clientId, id -> ConcurrentHashMap.newKeySet())
                : ConcurrentHashMap.newKeySet();
    }

    void ended(SmallConnection connection, boolean broken) {
        if (!makes(Mistake.PUBLISHER_FALLS_WITH_SUBSCRIBER)) {
            connections.remove(connection);
        }
        if (broken && makes(Mistake.ENDS_WITH_A_BROKEN_CONNECTION)) {
            close();
        }
    }

    @Override
    public String host() {
        return server.getInetAddress().getHostAddress();
    }

    @Override
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public OptionalInt tlsPort() {
        return OptionalInt.empty();
    }

    @Override
    public String description() {
        return "a small broker, which " + (mistake == null ? "makes no mistake" : mistake.name());
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public void start() {
        throw new UnsupportedOperationException("it is started once");
    }

    @Override
    public void pause() {
        throw new UnsupportedOperationException("it does not pause");
    }

    @Override
    public void resume() {
        throw new UnsupportedOperationException("it does not pause");
    }

    @Override
    public List<String> log() {
        return List.of();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // it is closed in any case
        }
        connections.forEach(SmallConnection::cut);
    }
}
