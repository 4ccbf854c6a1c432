package mqttlab.suites.broker.stage02;

import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mqttlab.testkit.Patience;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

/**
 * A queue that waits when it is full hides behind its size, and one without a limit behind the heap. So each flood is larger than
 * what the sockets, any queue and the heap can hold together.
 */
@CheckSuite
@DisplayName("Somebody sleeps")
class SleepersChecks {

    private static final int SLEEPERS = 3;
    private static final int SMALL = 1_000;
    private static final int MANY = 120_000;
    private static final int MANY_SLEEPERS = 70;
    /** 6 MB: as a rule, more than the sockets hold of a client that never reads; and for all of them less than the heap. */
    private static final int FOR_EACH_SLEEPER = 80;
    private static final int LARGE = 64 * 1024;
    /** Which a broker must take: of these, a queue with room for a thousand small messages holds few. */
    private static final int LARGEST = 1_000_000;
    private static final int MANY_LARGEST = 300;
    private static final int LONG_TOPIC = 60_000;
    private static final int MANY_LONG_TOPICS = 3_000;
    /** What they have subscribed to is together more than the heap. */
    private static final int DYING = 40;
    private static final int LONG_FILTERS = 150;
    private static final int FEW_LARGEST = 9;
    private static final int FEW_LARGE = 20;
    private static final int PINGS = 200;
    /** Together more than the sockets on both sides can hold. */
    private static final int WHILE_ASLEEP = 400;
    private static final int FILLING = 5_000;
    /** With these, the places of a queue that counts messages run out, and not the bytes. */
    private static final int SHORT = 85;
    private static final int SHORT_ONES = 150_000;
    private static final int A_WRITE = 600;
    private static final int OTHERS = 400;
    private static final int ROUND_TRIPS = 30;
    private static final int LATER = 20;

    @Graded(task = 4, points = 3, heap = 96, dear = true,
            dependsOn = {"deliversToAllSubscribers", "deliversToSubscribersOnly", "deliversLongPayloads"},
            reason = "A subscriber on a bad line reads slowly or not at all, and its socket fills up. With QoS 0 the broker may "
                    + "drop what does not fit; it must not wait, because everybody else would wait with it.",
            hint = "write() on a full socket waits until the other side reads, and put() on a full queue until there is room. "
                    + "Which thread waits there in your broker, what else should that thread do, and which lock does it hold "
                    + "meanwhile? And if nothing waits: what keeps the queue from growing?")
    @DisplayName("subscribers that do not read hold up neither the publisher nor the others, however many messages come")
    void isNotHeldUpByASleeper(Scene scene) {
        String flooded = scene.name("flood");
        String quiet = scene.name("quiet");
        scene.subscribers(SLEEPERS, flooded).forEach(sleeper -> sleeper.client().stopReading());
        Subscriber reader = scene.subscriber(quiet);
        Publisher other = scene.publisher();

        Flood flood = Flood.begin(scene, flooded, MANY, SMALL);
        for (int i = 0; i < ROUND_TRIPS; i++) {
            other.publish(quiet, "during the flood " + i);
            reader.receivesExactly(quiet, "during the flood " + i);
        }
        flood.awaitTaken();

        List<Subscriber> awake = scene.subscribers(SLEEPERS, flooded);
        for (int i = 0; i < LATER; i++) {
            other.publish(flooded, "after the flood " + i);
            for (Subscriber each : awake) {
                each.receivesExactly(flooded, "after the flood " + i);
            }
        }
        scene.connect(scene.name("newcomer")).ping();
    }

    @Graded(task = 4, points = 1, heap = 512, dear = true, dependsOn = "isNotHeldUpByASleeper",
            reason = "A pool of threads that write to sockets is used up when as many clients do not read. A train with "
                    + "seventy phones goes into a tunnel, and nobody else may notice.",
            hint = "How many of your threads may wait in write() at the same time? Who writes to the next client when all of "
                    + "them do?")
    @DisplayName("seventy subscribers that do not read hold up nobody else, either")
    void isNotHeldUpByManySleepers(Scene scene) {
        String flooded = scene.name("flood");
        String quiet = scene.name("quiet");
        Publisher other = scene.publisher();
        for (int i = 0; i < MANY_SLEEPERS; i++) {
            scene.subscriber(scene.connectUntraced(scene.name("sleeper")), flooded).client().stopReading();
        }
        Subscriber reader = scene.subscriber(quiet);

        Flood.begin(scene, flooded, FOR_EACH_SLEEPER, LARGE).awaitTaken();

        other.publish(quiet, "after the flood");
        reader.receivesExactly(quiet, "after the flood");
        scene.connect(scene.name("newcomer")).ping();
    }

    @Graded(task = 4, points = 2, heap = 160, seconds = 240, dear = true, dependsOn = "isNotHeldUpByASleeper",
            reason = "What waits for a client that does not read fills the memory that all clients share. A limit in messages is "
                    + "none if the messages are large.",
            hint = "How many bytes can wait for one client in your broker, when each message is as large as these, or its topic "
                    + "is? What frees them again? And if its reader waits for room when its connection breaks: what wakes it up?")
    @DisplayName("a subscriber that does not read costs little memory, however long the messages and topics are, and none when "
            + "it has gone")
    void boundsWhatASleeperCosts(Scene scene) {
        String flooded = scene.name("flood");
        String quiet = scene.name("quiet");
        String longTopic = scene.name("flood") + "x".repeat(LONG_TOPIC);
        WireClient sleeper = scene.subscriber(scene.connectUntraced(scene.name("sleeper")), flooded, longTopic).client();
        Subscriber reader = scene.subscriber(quiet);
        Publisher other = scene.publisher();
        sleeper.stopReading();

        Flood.begin(scene, flooded, MANY_LARGEST, LARGEST).awaitTaken();
        scene.trace().note("and now on a topic of more than %,d characters".formatted(LONG_TOPIC));
        Flood.begin(scene, longTopic, MANY_LONG_TOPICS, 0).awaitTaken();
        sleeper.abort();
        dieAsleep(scene);

        other.publish(quiet, "after the flood");
        reader.receivesExactly(quiet, "after the flood");
        scene.connect(scene.name("newcomer")).ping();
    }

    /** What each has subscribed to fills the heap, if their readers wait for ever until there is room for their answers. */
    private static void dieAsleep(Scene scene) {
        scene.trace().note("%d clients, one after another, do not read, send PINGREQs, and are cut off".formatted(DYING));
        WireClient newsroom = scene.connectUntraced(scene.name("newsroom"));
        byte[] pings = Flood.glued(Packets.pingreq(), PINGS);
        List<byte[]> toLongOnes = LeavingChecks.toLongOnes(scene.name("news"), LONG_FILTERS);
        WireClient former = newsroom;
        for (int i = 0; i < DYING; i++) {
            String topic = scene.name("flood");
            WireClient sleeper = scene.connectUntraced(scene.name("sleeper"));
            LeavingChecks.subscribe(sleeper, toLongOnes);
            sleeper.subscribe(topic, 0);
            sleeper.stopReading();
            newsroom.sendOften(message(topic, LARGEST), FEW_LARGEST);
            newsroom.sendOften(message(topic, LARGE), FEW_LARGE);
            newsroom.sendOften(Flood.glued(Packets.publish(topic).packet(), FILLING), 1);
            newsroom.ping();
            sleeper.sendOften(pings, 1);
            // By now, the broker has read what the one before has sent.
            if (former != newsroom) {
                former.abort();
            }
            former = sleeper;
        }
        former.abort();
    }

    private static byte[] message(String topic, int payloadBytes) {
        return Packets.publish(topic).payload(Payload.of(new byte[payloadBytes])).packet().raw();
    }

    @Graded(task = 4, points = 2, dependsOn = {"keepsTheOrder", "isNotHeldUpByASleeper"},
            reason = "A message with QoS 0 may be dropped, as a whole; the answer to a SUBSCRIBE or a PINGREQ may not, or its "
                    + "client waits for it in vain. A broker may also disconnect a client that is too slow.",
            hint = "Do answers and messages share a queue, and is what does not fit dropped, whatever it is? Whose thread may "
                    + "wait until there is room for an answer, and what does it hold meanwhile? Is a message dropped from its "
                    + "first byte to its last? And when what has waited is written, is there room again: do you count what you "
                    + "have dropped?")
    @DisplayName("a subscriber that wakes up finds its messages whole and in order, the answers to what it has sent meanwhile, "
            + "and later messages")
    void answersWhoWakesUp(Scene scene) {
        // Where a real broker counts what waits for a client, it may drop answers, too, unless that is unlimited.
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String topic = scene.name("flood");
        WireClient sleeper = scene.subscriber(topic).client();
        Publisher newsroom = scene.publisher();
        sleeper.stopReading();
        for (int i = 1; i <= WHILE_ASLEEP; i++) {
            newsroom.publish(topic, numbered(i));
        }
        // What room is left for less than one of these is filled, too.
        newsroom.client().sendOften(Flood.glued(Packets.publish(topic).packet(), FILLING), 1);
        newsroom.client().ping();

        if (wakesUp(scene, newsroom, sleeper)) {
            readsOn(newsroom, topic, sleeper);
        }
        sleepThroughShortOnes(scene, newsroom);
    }

    private static void sleepThroughShortOnes(Scene scene, Publisher newsroom) {
        String topic = scene.name("flood");
        WireClient sleeper = scene.subscriber(scene.connectUntraced(scene.name("sleeper")), topic).client();
        sleeper.stopReading();
        scene.trace().note("%,d messages of %d bytes are published for a client that does not read".formatted(SHORT_ONES, SHORT));
        byte[] messages = Flood.glued(Packets.publish(topic).payload(Payload.of("~".repeat(SHORT))).packet(), A_WRITE);
        Flood.send(newsroom.client(), messages, SHORT_ONES / A_WRITE);
        if (wakesUp(scene, newsroom, sleeper)) {
            readsOn(newsroom, topic, sleeper);
        }
        newsroom.client().ping();
    }

    /** @return whether it has got its answers; or else the broker has disconnected it, as it may */
    private static boolean wakesUp(Scene scene, Publisher newsroom, WireClient sleeper) {
        TopicFilter[] others = new TopicFilter[OTHERS];
        String stem = scene.name("other");
        Arrays.setAll(others, i -> new TopicFilter(stem + i, 0));
        sleeper.send(Packets.subscribe(0x7777, others), Packets.pingreq());
        newsroom.client().ping();
        // By now its reader may wait until there is room for the SUBACK, but not with anything in its hands that others need.
        Subscriber bystander = scene.subscriber(stem);
        for (int i = 0; i < ROUND_TRIPS; i++) {
            newsroom.publish(stem, "while it sleeps " + i);
            bystander.receivesExactly(stem, "while it sleeps " + i);
        }
        sleeper.resumeReading();
        return readUntilAnswered(sleeper);
    }

    /** A number, and then as many bytes with its lowest eight bits. */
    private static Payload numbered(int number) {
        byte[] payload = new byte[LARGE];
        Arrays.fill(payload, (byte) number);
        return Payload.of(ByteBuffer.wrap(payload).putInt(number).array());
    }

    /**
     * Or until the broker has closed the connection, as it may.
     *
     * @return whether it has all its answers
     */
    private static boolean readUntilAnswered(WireClient sleeper) {
        Set<PacketType> missing = EnumSet.of(SUBACK, PINGRESP);
        int last = 0;
        for (Optional<Packet> next = next(sleeper, missing); next.isPresent(); next = next(sleeper, missing)) {
            missing.remove(next.get().type());
            if (next.get().type() == PUBLISH && next.get().payload().size() > SHORT) {
                last = requireNumbered(sleeper, next.get(), last);
            }
        }
        return missing.isEmpty();
    }

    /** What waited may still be on its way, and some messages have no room until it has come. */
    private static void readsOn(Publisher newsroom, String topic, WireClient awake) {
        Payload later = Payload.of("good morning");
        long start = System.nanoTime();
        boolean heard = false;
        while (!heard && System.nanoTime() - start < Patience.usual().toNanos()) {
            newsroom.publish(topic, later);
            newsroom.client().ping();
            awake.send(Packets.pingreq());
            Optional<Packet> next = next(awake, Set.of(PINGRESP));
            while (next.isPresent() && next.get().type() == PUBLISH) {
                heard |= next.get().payload().equals(later);
                next = next(awake, Set.of(PINGRESP));
            }
            if (next.isEmpty()) {
                return;
            }
        }
        awake.trace().require(heard, "a message that is published now that the subscriber reads again and has its answers",
                "for %s none came".formatted(Patience.text(Patience.usual())));
    }

    /** Nothing when there is nothing left to wait for. */
    private static Optional<Packet> next(WireClient sleeper, Set<PacketType> missing) {
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String words = "the messages that were kept, and then " + missing;
        return sleeper.nextUnlessClosed(words, packet -> packet.type() == PUBLISH || missing.contains(packet.type()));
    }

    private static int requireNumbered(WireClient sleeper, Packet message, int last) {
        byte[] payload = message.payload().bytes();
        int number = payload.length == LARGE ? ByteBuffer.wrap(payload).getInt() : 0;
        sleeper.trace().require(number > last && message.payload().equals(numbered(number)),
                "a message as it was published, and later than number " + last, "%s came".formatted(message));
        return number;
    }
}
