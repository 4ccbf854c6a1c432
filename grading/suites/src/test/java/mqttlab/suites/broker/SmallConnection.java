package mqttlab.suites.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import mqttlab.suites.broker.SmallReader.Frame;

/** A client's connection to a {@link SmallBroker}: {@link #run} reads, another thread writes. */
final class SmallConnection implements Runnable {

    private static final int MOST_WAITING = 1000;
    private static final byte[] END = {};

    private final SmallBroker broker;
    private final Socket socket;
    private final SmallReader reader;
    private final BlockingQueue<byte[]> outgoing;
    /** Subscriptions that a mistake puts off. */
    private final List<Runnable> later = new ArrayList<>();
    private Set<String> topics = ConcurrentHashMap.newKeySet();
    private boolean connected;
    private int lastId;
    private volatile boolean gone;

    SmallConnection(SmallBroker broker, Socket socket) throws IOException {
        this.broker = broker;
        this.socket = socket;
        this.reader = new SmallReader(broker, socket.getInputStream(), this::catchUp);
        this.outgoing = new LinkedBlockingQueue<>(broker.makes(Mistake.PUBLISHER_WAITS_FOR_SUBSCRIBERS) ? 4 : MOST_WAITING);
        Thread.startVirtualThread(this::write);
    }

    Set<String> topics() {
        return topics;
    }

    void awaitBytes() throws IOException {
        reader.await(1);
    }

    @Override
    public void run() {
        boolean broken = false;
        try {
            Frame frame = reader.next();
            while (frame != null && handle(frame)) {
                frame = reader.next();
            }
        } catch (IOException e) {
            broken = !(e instanceof Refused);
        }
        gone = true;
        broker.ended(this, broken);
        if (!outgoing.offer(END)) {
            cut();
        }
    }

    /** Bytes that end the connection. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private void require(boolean condition, Mistake unless) throws Refused {
        if (!condition && !broker.makes(unless)) {
            throw new Refused();
        }
    }

    /** Whether the connection goes on. */
    private boolean handle(Frame frame) throws IOException {
        if (!connected && frame.type() != 1) {
            require(false, Mistake.TALKS_TO_STRANGERS);
        }
        return switch (frame.type()) {
            case 1 -> connect(frame);
            case 3 -> publish(frame);
            case 8 -> subscribe(frame);
            case 12 -> broker.makes(Mistake.DOES_NOT_ANSWER_PINGS) || send(0xd0, 0);
            case 14 -> broker.makes(Mistake.STAYS_AFTER_DISCONNECT);
            default -> broker.makes(Mistake.PASSES_OVER_UNKNOWN_TYPES);
        };
    }

    private boolean connect(Frame frame) throws IOException {
        if (connected) {
            require(false, Mistake.TAKES_A_SECOND_CONNECT);
        }
        require(frame.flags() == 0, Mistake.TAKES_ANY_FLAGS);
        SmallFields fields = frame.fields();
        require(fields.text().equals("MQTT"), Mistake.TAKES_ANY_PROTOCOL_NAME);
        if (fields.u8() != 4 && !broker.makes(Mistake.ACCEPTS_ALL_LEVELS)) {
            return refuse(1);
        }
        int flags = fields.u8();
        require((flags & 1) == 0, Mistake.TAKES_THE_RESERVED_FLAG);
        require((flags & 0x18) != 0x18 && (flags & 0xc0) != 0x40, Mistake.TAKES_ANY_CONNECT_FLAGS);
        fields.u16();
        String clientId = fields.text();
        readTheRest(fields, flags);
        boolean clean = (flags & 2) != 0;
        if (clientId.isEmpty() && (!clean && !broker.makes(Mistake.ACCEPTS_EMPTY_IDENTIFIERS)
                || broker.makes(Mistake.REFUSES_EMPTY_IDENTIFIERS))) {
            return refuse(2);
        }
        connected = true;
        topics = broker.topicsOf(clientId);
        return send(0x20, 2, broker.makes(Mistake.ANSWERS_CONNECT_WITH_SESSION_PRESENT) ? 1 : 0, 0);
    }

    private boolean refuse(int returnCode) {
        connected = broker.makes(Mistake.GOES_ON_AFTER_A_REFUSAL);
        send(0x20, 2, 0, returnCode);
        return connected;
    }

    private void readTheRest(SmallFields fields, int flags) throws IOException {
        if ((flags & 0x04) != 0) {
            fields.text();
            fields.binary();
        }
        if ((flags & 0x80) != 0) {
            fields.text();
        }
        if ((flags & 0x40) != 0) {
            if (broker.makes(Mistake.TAKES_PASSWORDS_FOR_TEXT)) {
                fields.text();
            } else {
                fields.binary();
            }
        }
        require(fields.isEmpty(), Mistake.TAKES_WHAT_IS_LEFT_OVER);
    }

    private boolean subscribe(Frame frame) throws IOException {
        require(frame.flags() == 2, Mistake.TAKES_A_SUBSCRIBE_WITH_ANY_FLAGS);
        SmallFields fields = frame.fields();
        int id = fields.u16();
        require(id != 0, Mistake.TAKES_PACKET_IDENTIFIER_0);
        List<String> filters = new ArrayList<>();
        while (!fields.isEmpty() && !(broker.makes(Mistake.READS_ONE_FILTER) && filters.size() == 1)) {
            filters.add(broker.topic(fields.text()));
            require(fields.u8() < 3, Mistake.GRANTS_ANY_QOS);
        }
        require(!filters.isEmpty(), Mistake.TAKES_A_SUBSCRIBE_WITHOUT_FILTERS);
        int answered = broker.makes(Mistake.COUNTS_SUBSCRIBES_ITSELF) ? ++lastId : id;
        Runnable subscribing = () -> {
            filters.forEach(filter -> broker.subscribe(this, filter));
            send(packet(0x90, ByteBuffer.allocate(2 + filters.size()).putShort((short) answered).array()));
        };
        if (broker.makes(Mistake.SUBSCRIBES_LATER)) {
            later.add(subscribing);
        } else {
            subscribing.run();
        }
        return true;
    }

    private void catchUp() {
        later.forEach(Runnable::run);
        later.clear();
    }

    private boolean publish(Frame frame) throws IOException {
        require((frame.flags() & 6) != 6, Mistake.TAKES_QOS_3);
        SmallFields fields = frame.fields();
        String topic = broker.topic(fields.text());
        require(!topic.isEmpty() && !topic.contains("#") && !topic.contains("+"), Mistake.TAKES_WILDCARDS_FOR_TOPICS);
        byte[] payload = fields.rest();
        if (payload.length > 0 || !broker.makes(Mistake.DROPS_EMPTY_PAYLOADS)) {
            broker.deliver(topic, payload, this);
        }
        return true;
    }

    // ---- writing

    void deliver(String topic, byte[] payload) throws IOException {
        if (gone && broker.makes(Mistake.PUBLISHER_FALLS_WITH_SUBSCRIBER)) {
            throw new IOException("the subscriber has gone");
        }
        byte[] name = topic.getBytes(UTF_8);
        byte[] content = broker.makes(Mistake.TAKES_PAYLOADS_FOR_TEXT) ? new String(payload, UTF_8).getBytes(UTF_8) : payload;
        int first = broker.makes(Mistake.DELIVERS_WITH_A_FLAG) ? 0x31 : 0x30;
        send(packet(first, ByteBuffer.allocate(2 + name.length + content.length).putShort((short) name.length)
                .put(name).put(content).array()));
    }

    private byte[] packet(int first, byte[] body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        int most = broker.makes(Mistake.WRITES_LENGTHS_OF_TWO_BYTES) ? 2 : 4;
        int rest = body.length;
        for (int i = 1; rest > 0x7f && i < most; i++) {
            packet.write(rest & 0x7f | 0x80);
            rest >>= 7;
        }
        packet.write(rest & 0x7f);
        packet.writeBytes(body);
        return packet.toByteArray();
    }

    private boolean send(int... bytes) {
        byte[] packet = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            packet[i] = (byte) bytes[i];
        }
        send(packet);
        return true;
    }

    /** What a slow client has no room for is dropped. */
    private void send(byte[] packet) {
        if (!broker.makes(Mistake.PUBLISHER_WAITS_FOR_SUBSCRIBERS)) {
            outgoing.offer(packet);
            return;
        }
        try {
            outgoing.put(packet);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            for (byte[] packet = outgoing.take(); packet != END; packet = outgoing.take()) {
                socket.getOutputStream().write(packet);
            }
        } catch (IOException e) {
            // the reader finds out, too
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut();
    }

    void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed in any case
        }
    }
}
