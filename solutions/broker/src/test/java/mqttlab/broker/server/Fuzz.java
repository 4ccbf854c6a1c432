package mqttlab.broker.server;

import static mqttlab.broker.codec.QoS.AT_MOST_ONCE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import mqttlab.broker.codec.Bytes;
import mqttlab.broker.codec.Encoder;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Disconnect;
import mqttlab.broker.codec.Packet.Login;
import mqttlab.broker.codec.Packet.PingReq;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.Packet.PubRel;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Packet.Subscribe;
import mqttlab.broker.codec.Packet.Subscription;
import mqttlab.broker.codec.Packet.Unsubscribe;
import mqttlab.broker.codec.Packet.Will;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;

/** What one client of a fuzz sends: a conversation that is valid, or was until it was tampered with, or nonsense. */
final class Fuzz {

    private static final String[] TOPICS = {"a", "a/b", "a/b/c", "b", "/", "a//b", "$SYS/a"};
    private static final String[] FILTERS = {"#", "+", "a/#", "a/+", "+/b", "a/b", "$SYS/#", "/+"};
    private static final byte[] TELLING = {0, 1, 2, 3, 4, 0x10, 0x20, 0x30, 0x7f, -0x80, -0x7e, -0x40, -1};
    private static final int MOST_NONSENSE = 64;

    private final SplittableRandom random;

    private Fuzz(long seed, long number) {
        random = new SplittableRandom(seed + number * 0x9e3779b97f4a7c15L);
    }

    /** Always the same for the same seed and number. */
    static byte[] input(long seed, long number) {
        return new Fuzz(seed, number).input();
    }

    private byte[] input() {
        return switch (random.nextInt(10)) {
            case 0 -> nonsense();
            case 1 -> conversation();
            // Behind a valid CONNECT, so that it is not refused at once.
            case 2, 3, 4, 5 -> joined(Encoder.encode(connect()), tampered(packets()));
            default -> tampered(conversation());
        };
    }

    private byte[] nonsense() {
        byte[] bytes = new byte[random.nextInt(MOST_NONSENSE)];
        random.nextBytes(bytes);
        return random.nextBoolean() ? bytes : joined(Encoder.encode(connect()), bytes);
    }

    // ---- valid conversations

    private byte[] conversation() {
        return joined(Encoder.encode(connect()), packets());
    }

    private byte[] packets() {
        Bytes bytes = new Bytes(128);
        for (int i = random.nextInt(8); i >= 0; i--) {
            Encoder.encode(packet(), bytes);
        }
        return bytes.toArray();
    }

    private Connect connect() {
        Optional<Will> will = random.nextInt(4) > 0 ? Optional.empty()
                : Optional.of(new Will(oneOf(TOPICS), payload(), qos(), random.nextBoolean()));
        Optional<Login> login = random.nextInt(4) > 0 ? Optional.empty()
                : Optional.of(new Login("ana", random.nextBoolean() ? Optional.of(payload()) : Optional.empty()));
        // Few names, so that they take over from each other.
        return new Connect("fuzz" + random.nextInt(8), random.nextInt(4) > 0, random.nextInt(3), will, login);
    }

    private Packet packet() {
        int id = 1 + random.nextInt(4);
        return switch (random.nextInt(12)) {
            case 0 -> new PubAck(id);
            case 1 -> new PubRec(id);
            case 2 -> new PubRel(id);
            case 3 -> new PubComp(id);
            case 4, 5 -> new Subscribe(id, some(() -> new Subscription(oneOf(FILTERS), qos())));
            case 6 -> new Unsubscribe(id, some(() -> oneOf(FILTERS)));
            case 7 -> new PingReq();
            case 8 -> new Disconnect();
            default -> publish(id);
        };
    }

    private Publish publish(int id) {
        QoS qos = qos();
        boolean identified = qos != AT_MOST_ONCE;
        return new Publish(oneOf(TOPICS), payload(), qos, random.nextInt(4) == 0, identified && random.nextBoolean(),
                identified ? id : 0);
    }

    private <T> List<T> some(Supplier<T> one) {
        List<T> some = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            some.add(one.get());
        }
        return some;
    }

    private Payload payload() {
        byte[] bytes = new byte[random.nextInt(5) == 0 ? random.nextInt(2_000) : random.nextInt(8)];
        random.nextBytes(bytes);
        return new Payload(bytes);
    }

    private QoS qos() {
        return QoS.values()[random.nextInt(3)];
    }

    private String oneOf(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    // ---- tampering

    private byte[] tampered(byte[] valid) {
        byte[] bytes = valid;
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes = bytes.length == 0 ? nonsense() : tamper(bytes);
        }
        return bytes;
    }

    private byte[] tamper(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int length = random.nextInt(1 + Math.min(8, bytes.length - at));
        byte[] before = part(bytes, 0, at);
        byte[] after = part(bytes, at + length, bytes.length);
        return switch (random.nextInt(6)) {
            case 0 -> with(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
            case 1 -> with(bytes, at, TELLING[random.nextInt(TELLING.length)]);
            case 2 -> joined(before, after);
            case 3 -> joined(part(bytes, 0, at + length), joined(part(bytes, at, at + length), after));
            case 4 -> before;
            default -> {
                byte[] inserted = new byte[1 + random.nextInt(6)];
                random.nextBytes(inserted);
                yield joined(before, joined(inserted, part(bytes, at, bytes.length)));
            }
        };
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        byte[] changed = bytes.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        return whole;
    }
}
