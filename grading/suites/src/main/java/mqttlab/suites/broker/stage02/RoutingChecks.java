package mqttlab.suites.broker.stage02;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.fromBroker;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Who gets what")
class RoutingChecks {

    private static final int READERS = 10;
    /** Together no more than a queue must have room for. */
    private static final int MESSAGES = 200;
    private static final int NEWSROOMS = 4;
    private static final int ROUNDS = 3;
    private static final int ROUNDS_AT_ONCE = 10;
    private static final int VISITS = 20;
    private static final int MANY_TOPICS = 5_000;

    @Graded(task = 3, points = 2, clause = "MQTT-4.7.3-4", dependsOn = "delivers",
            hint = "Two topics are the same when all their characters are. A / more at the end, or an "
                    + "upper-case letter, makes another topic.")
    @DisplayName("a subscriber gets the messages on its topic, and those on no other")
    void deliversOnTheExactTopicOnly(Scene scene) {
        String topic = scene.name("news/cadiz");
        Subscriber reader = scene.subscriber(topic);
        Publisher newsroom = scene.publisher();

        for (String other : new String[] {topic + "/", "/" + topic, topic.substring(0, topic.length() - 1), topic + "x",
                topic.replace("news", "News"), topic + "/culture", "news", topic + " "}) {
            newsroom.publish(other, "on " + other);
        }
        newsroom.publish(topic, "the last");

        reader.receives(topic, "the last");
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.3.2-3", dependsOn = "delivers",
            hint = "Whose subscription is it? A broker with one list of topics for all its clients does not know.")
    @DisplayName("who has subscribed to something else, or to nothing at all, gets nothing")
    void deliversToSubscribersOnly(Scene scene) {
        String topic = scene.name("news");
        String other = scene.name("weather");
        Subscriber reader = scene.subscriber(topic);
        Subscriber stranger = scene.subscriber();
        Publisher newsroom = scene.publisher();

        newsroom.publish(topic, "for the reader");
        reader.receivesExactly(topic, "for the reader");
        stranger.subscribe(other);
        newsroom.publish(topic, "for the reader again");
        newsroom.publish(other, "for the stranger");

        stranger.receives(other, "for the stranger");
    }

    @Graded(task = 3, points = 1, clause = "MQTT-4.5.0-1", dependsOn = "delivers",
            hint = "A topic has as many subscribers as like it. Does the second one replace the first?")
    @DisplayName("a message reaches all who have subscribed to its topic, once each")
    void deliversToAllSubscribers(Scene scene) {
        String topic = scene.name("news");
        List<Subscriber> readers = scene.subscribers(READERS, topic);
        Publisher newsroom = scene.publisher();

        newsroom.publish(topic, "one");
        newsroom.publish(topic, "two");

        for (Subscriber reader : readers) {
            reader.receivesExactly(topic, "one");
            reader.receivesExactly(topic, "two");
        }
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.8.4-4", dependsOn = "delivers",
            hint = "Several filters in one SUBSCRIBE are as good as several SUBSCRIBEs, and a later SUBSCRIBE takes back none of "
                    + "them.")
    @DisplayName("a client may subscribe to several topics, in one SUBSCRIBE or in several")
    void keepsAllSubscriptions(Scene scene) {
        String[] topics = {scene.name("a"), scene.name("b"), scene.name("c")};
        Subscriber reader = scene.subscriber();
        reader.subscribeAtOnce(topics[0], topics[1]);
        reader.subscribe(topics[2]);
        Publisher newsroom = scene.publisher();

        for (String topic : topics) {
            newsroom.publish(topic, "on " + topic);
            reader.receivesExactly(topic, "on " + topic);
        }
    }

    @Graded(task = 3, points = 1, dependsOn = "delivers",
            reason = "Publisher and subscriber are roles, not kinds of clients: MQTT 3.1.1 sends a client its own messages, "
                    + "too, when it has subscribed to them.",
            hint = "Is the publisher left out when your broker goes through the subscribers?")
    @DisplayName("a client that has subscribed to the topic it publishes on gets its own message")
    void deliversToThePublisher(Scene scene) {
        String topic = scene.name("news");
        Subscriber ana = scene.subscriber(topic);
        ana.client().send(Packets.publish(topic).payload("mine").packet());
        ana.receivesExactly(topic, "mine");
    }

    @Graded(task = 3, points = 1, dependsOn = "deliversToThePublisher",
            reason = "A client need not wait for the SUBACK: its packets are dealt with in the order in which it sends them. And "
                    + "if it waits, it has subscribed when the SUBACK comes.",
            hint = "Is the subscription in place before the next packet of this client is looked at? And before the SUBACK is "
                    + "sent?")
    @DisplayName("a PUBLISH that comes in one piece with the SUBSCRIBE before it is delivered, and so is another client's after "
            + "the SUBACK")
    void deliversRightBehindTheSubscribe(Scene scene) {
        String topic = scene.name("news");
        WireClient ana = scene.connect(scene.name("ana"));
        ana.send(Packets.subscribe(1, topic, 0), Packets.publish(topic).payload("at once").packet());
        // The standard leaves open which of the two comes first.
        scene.trace().await(fromBroker(SUBACK).onConnection(ana.connection()).withId(1));
        scene.trace().await(fromBroker(PUBLISH).onConnection(ana.connection()).withTopic(topic).withPayload("at once"));

        Publisher newsroom = scene.publisher();
        for (int visit = 0; visit < VISITS; visit++) {
            hasSubscribedWhenTheSubackComes(scene, newsroom);
        }
    }

    /** To note so many takes longer than to answer, and to publish on the last of them. */
    private static void hasSubscribedWhenTheSubackComes(Scene scene, Publisher newsroom) {
        TopicFilter[] topics = new TopicFilter[MANY_TOPICS];
        String stem = scene.name("news");
        Arrays.setAll(topics, i -> new TopicFilter(stem + "/" + i, 0));
        WireClient visitor = scene.connectUntraced(scene.name("visitor"));
        String last = topics[MANY_TOPICS - 1].filter();
        visitor.trace().note("the client subscribes to %,d topics in one SUBSCRIBE, the last of them %s"
                .formatted(MANY_TOPICS, last));
        visitor.sendOften(Packets.subscribe(1, topics).raw(), 1);
        visitor.expect(SUBACK, 1);
        visitor.trace().note("another client publishes on %s".formatted(last));
        newsroom.publish(last, "for a subscriber");
        visitor.expect("the message on %s, published after the SUBACK".formatted(last), packet -> packet.type() == PUBLISH);
        visitor.disconnect();
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.8.4-3", dependsOn = "keepsAllSubscriptions",
            hint = "Is a subscriber in the table once for each SUBSCRIBE? A set has everything once; but what is in it, a "
                    + "client, or a client and the QoS that it has asked for?")
    @DisplayName("a client that subscribes to the same topic again, also with another QoS, gets each message once")
    void replacesASubscription(Scene scene) {
        String topic = scene.name("news");
        Subscriber reader = scene.subscriber(topic);
        reader.subscribe(topic);
        reader.subscribe(topic);
        Publisher newsroom = scene.publisher();

        newsroom.publish(topic, "once");
        reader.receivesExactly(topic, "once");
        reader.client().subscribe(topic, 1);
        newsroom.publish(topic, "and once more");
        reader.receivesExactly(topic, "and once more");
        newsroom.publish(topic, "the last");
        reader.receivesExactly(topic, "the last");
    }

    @Graded(task = 3, points = 2, clause = "MQTT-4.6.0-6", dependsOn = "delivers",
            hint = "When every message has a thread of its own, or the next one of a pool, what keeps the second from overtaking "
                    + "the first? If nothing comes any more: what does the thread that reads from one client wait for, and what "
                    + "does it hold meanwhile?")
    @DisplayName("messages of several publishers arrive, also with each other, those of each in the order in which it has "
            + "published them")
    void keepsTheOrder(Scene scene) {
        String topic = scene.name("news");
        Subscriber reader = scene.subscriber(topic);
        List<Publisher> newsrooms = Stream.generate(scene::publisher).limit(NEWSROOMS).toList();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < NEWSROOMS; i++) {
                newsrooms.get(i).client().send(burst(topic, i, round * MESSAGES));
            }
            int[] next = new int[NEWSROOMS];
            Arrays.fill(next, round * MESSAGES);
            for (Packet message : reader.receives(NEWSROOMS * MESSAGES)) {
                requireNext(scene, message, next);
            }
        }
        passOnToEachOther(scene, scene.name("talk"));
    }

    /** All at the same time: threads that wait for each other stop here. */
    private static void passOnToEachOther(Scene scene, String topic) {
        List<Subscriber> talkers = Stream.generate(() -> scene.subscriber(scene.connectUntraced(scene.name("talker")), topic))
                .limit(NEWSROOMS).toList();
        for (int round = 0; round < ROUNDS_AT_ONCE; round++) {
            int first = round * MESSAGES;
            List<byte[]> bursts = IntStream.range(0, NEWSROOMS).mapToObj(i -> glued(burst(topic, i, first))).toList();
            for (int i = 0; i < NEWSROOMS; i++) {
                WireClient talker = talkers.get(i).client();
                talker.trace().note("each of %d clients publishes %d messages for all of them".formatted(NEWSROOMS, MESSAGES));
                talker.sendOften(bursts.get(i), 1);
            }
            for (int i = 0; i < NEWSROOMS; i++) {
                hearsTheOthers(scene, talkers.get(i), i, first);
            }
        }
    }

    /** Whether its own messages come is not what this is about. */
    private static void hearsTheOthers(Scene scene, Subscriber talker, int itself, int first) {
        int[] next = new int[NEWSROOMS];
        Arrays.fill(next, first);
        for (int missing = (NEWSROOMS - 1) * MESSAGES; missing > 0;) {
            Packet message = talker.receives(1).getFirst();
            if (!message.payload().text().orElse("").startsWith(itself + " ")) {
                requireNext(scene, message, next);
                missing--;
            }
        }
    }

    private static byte[] glued(Packet... packets) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(packets).forEach(packet -> all.writeBytes(packet.raw()));
        return all.toByteArray();
    }

    private static Packet[] burst(String topic, int newsroom, int first) {
        Packet[] packets = new Packet[MESSAGES];
        Arrays.setAll(packets, i -> Packets.publish(topic).payload(newsroom + " " + (first + i)).packet());
        return packets;
    }

    private static void requireNext(Scene scene, Packet message, int[] next) {
        int newsroom = message.payload().size() == 0 ? -1 : message.payload().bytes()[0] - '0';
        boolean known = newsroom >= 0 && newsroom < next.length;
        scene.trace().require(known && message.payload().equals(Payload.of(newsroom + " " + next[newsroom])),
                known ? "message %d of publisher %d".formatted(next[newsroom], newsroom) : "a message as it was published",
                "%s came".formatted(message));
        next[newsroom]++;
    }
}
