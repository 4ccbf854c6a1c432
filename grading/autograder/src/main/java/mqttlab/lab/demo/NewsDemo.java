package mqttlab.lab.demo;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Publisher;
import mqttlab.contracts.news.Subscriber;
import mqttlab.testkit.Patience;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.tap.Hold;
import mqttlab.testkit.tap.Match;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TracedPacket;

/** Demo 01: the solution of lab 01 with a newsroom and two readers, through a tap. */
final class NewsDemo implements Demo {

    private static final String NEWSROOM = "newsroom";
    private static final String READER = "reader";
    private static final String SAILOR = "sailor";

    private final Broker broker;
    private final Tap tap;
    private final ClassLoader solution;
    private final List<AutoCloseable> clients = new ArrayList<>();
    private final Map<String, BlockingQueue<String>> got = new HashMap<>();
    private final Map<String, CompletableFuture<Void>> cutOff = new LinkedHashMap<>();
    private final Map<String, Action> steps = new LinkedHashMap<>();
    private Publisher newsroom;
    private Subscriber reader;

    NewsDemo(Stage stage) {
        this.broker = stage.broker();
        this.solution = stage.solution();
        this.tap = Tap.to(() -> new InetSocketAddress(broker.host(), broker.port()));
        steps.put("nobody-listens", this::nobodyListens);
        steps.put("reader-subscribes", show -> reader = subscriber(show, READER, "news/cadiz/+"));
        steps.put("news-arrives", this::newsArrives);
        steps.put("another-city", this::anotherCity);
        steps.put("second-reader", show -> subscriber(show, SAILOR, "news/+/weather"));
        steps.put("fan-out", show -> publish(show, new News("cadiz", "weather", "Strong levante", "Hold on."), READER, SAILOR));
        steps.put("reader-leaves", this::readerLeaves);
        steps.put("reader-comes-back", this::readerComesBack);
        steps.put("broker-stops", this::brokerStops);
    }

    private void nobodyListens(Show show) throws Exception {
        rehearse();
        newsroom = load(Publisher.class);
        newsroom.connect(tap.uri(), NEWSROOM);
        show.await(fromClient(CONNECT), fromBroker(CONNACK));
        publish(show, new News("cadiz", "culture", "Carnival begins", "Tonight."));
    }

    /** Not through the tap. The first connection loads Paho, and on a busy machine that can take longer than a client waits. */
    private void rehearse() {
        try (Publisher publisher = load(Publisher.class)) {
            publisher.connect("tcp://%s:%d".formatted(broker.host(), broker.port()), "rehearsal");
        } catch (BrokerUnavailableException e) {
            // It took longer: the next one will not.
        }
    }

    private void newsArrives(Show show) throws Exception {
        publish(show, new News("cadiz", "culture", "Full house", "At eight."), READER);
        show.onlyOnce(fromBroker(PUBLISH).byClient(READER));
    }

    private void anotherCity(Show show) throws Exception {
        publish(show, new News("sevilla", "traffic", "Bridge closed", "Until May."));
        publish(show, new News("cadiz", "sports", "A goal at last", "In the 90th."), READER);
        show.onlyOnce(fromBroker(PUBLISH).byClient(READER));
    }

    private void readerLeaves(Show show) throws Exception {
        reader.close();
        show.await(fromClient(DISCONNECT).byClient(READER));
        // The broker reads from each connection on its own: a PUBLISH behind the DISCONNECT may be ahead of it there.
        tap.awaitEnd(connection(READER));
        publish(show, new News("cadiz", "culture", "The last tickets", "Be quick."));
        show.none(fromBroker(PUBLISH).byClient(READER));
    }

    private void readerComesBack(Show show) throws Exception {
        reader = subscriber(show, READER, "news/cadiz/+");
        publish(show, new News("cadiz", "sports", "Another goal", "Too late."), READER);
        show.onlyOnce(fromBroker(PUBLISH).byClient(READER));
    }

    private void brokerStops(Show show) throws Exception {
        int[] connections = List.of(NEWSROOM, READER, SAILOR).stream().mapToInt(this::connection).toArray();
        broker.stop();
        List<Match<?>> ends = new ArrayList<>();
        for (int connection : connections) {
            ends.add(closed(connection));
            tap.awaitEnd(connection);
        }
        show.await(ends.toArray(Match<?>[]::new));
        for (var each : cutOff.entrySet()) {
            each.getValue().get();
            show.say("lost", each.getKey());
        }
        try {
            newsroom.publish(new News("cadiz", "weather", "The wind has dropped", "At last."));
            throw new IllegalStateException("published without a broker");
        } catch (BrokerUnavailableException e) {
            show.say("failed", NEWSROOM);
        }
    }

    // ---- what several steps do

    private Subscriber subscriber(Show show, String clientId, String filter) throws BrokerUnavailableException {
        Subscriber subscriber = load(Subscriber.class);
        CompletableFuture<Void> lost = new CompletableFuture<>();
        subscriber.onConnectionLost(() -> lost.complete(null));
        cutOff.put(clientId, lost);
        subscriber.connect(tap.uri(), clientId);
        BlockingQueue<String> headlines = new LinkedBlockingQueue<>();
        got.put(clientId, headlines);
        subscriber.subscribe(filter, news -> headlines.add(news.headline()));
        show.await(fromBroker(SUBACK).byClient(clientId));
        return subscriber;
    }

    /**
     * Has the newsroom publish, and these get it one after the other: the tap lets each wait until the one before has
     * acknowledged. In which order a broker turns to its clients is its own business, and a hall should see the same twice;
     * whether a reader is quicker than the acknowledgement is chance, too.
     */
    private void publish(Show show, News news, String... receivers) throws InterruptedException, ExecutionException {
        PacketMatch sent = fromClient(PUBLISH).byClient(NEWSROOM).withTopic(topic(news));
        Hold acknowledgement = tap.when(fromBroker(PUBACK).byClient(NEWSROOM)).hold();
        Map<String, Hold> turns = new LinkedHashMap<>();
        for (String receiver : receivers) {
            turns.put(receiver, tap.when(fromBroker(PUBLISH).byClient(receiver)).hold());
        }
        CompletableFuture<Void> acknowledged = acknowledged(news);
        TracedPacket publish = show.await(sent);
        for (Map.Entry<String, Hold> turn : turns.entrySet()) {
            String receiver = turn.getKey();
            turn.getValue().release();
            TracedPacket notification = show.await(fromBroker(PUBLISH).byClient(receiver).withTopic(topic(news)));
            show.await(fromClient(PUBACK).byClient(receiver).withIdOf(notification));
            show.say("got", receiver, headline(receiver));
        }
        acknowledgement.release();
        show.await(fromBroker(PUBACK).byClient(NEWSROOM).withIdOf(publish));
        acknowledged.get();
    }

    private String headline(String receiver) throws InterruptedException {
        return Optional.ofNullable(got.get(receiver).poll(Patience.usual().toMillis(), TimeUnit.MILLISECONDS))
                .orElseThrow(() -> new IllegalStateException(receiver + " has not got what was sent to it"));
    }

    private CompletableFuture<Void> acknowledged(News news) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                newsroom.publish(news);
                acknowledged.complete(null);
            } catch (BrokerUnavailableException | RuntimeException e) {
                acknowledged.completeExceptionally(e);
            }
        });
        return acknowledged;
    }

    private static String topic(News news) {
        return "news/" + news.city() + "/" + news.section();
    }

    /** The number of the client's last connection. */
    private int connection(String clientId) {
        return tap.trace().all(fromClient(CONNECT).byClient(clientId)).getLast().connection();
    }

    private <T extends AutoCloseable> T load(Class<T> contract) {
        T client = ServiceLoader.load(contract, solution).findFirst().orElseThrow();
        clients.add(client);
        return client;
    }

    @Override
    public Map<String, Action> steps() {
        return steps;
    }

    @Override
    public Trace trace() {
        return tap.trace();
    }

    @Override
    public List<String> participants() {
        return List.of(NEWSROOM, "broker", READER, SAILOR);
    }

    @Override
    public void close() {
        tap.close();
        for (AutoCloseable client : clients) {
            try {
                client.close();
            } catch (Exception e) {
                // Its connection has ended with the tap.
            }
        }
    }
}
