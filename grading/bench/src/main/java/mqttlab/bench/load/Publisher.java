package mqttlab.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Sends publications that were encoded beforehand, one after the other and round again, each with its own number. */
public final class Publisher extends Peer {

    private static final int BUFFER = 1 << 19;
    private static final int ROOM_FOR_ANSWERS = 4_096;

    private final String name;
    private final List<Publication> publications;
    private final boolean acknowledged;
    private long sent;
    private long finished;

    Publisher(Handshake handshake, String name, List<Publication> publications) {
        super(handshake, BUFFER);
        this.name = name;
        this.publications = publications;
        this.acknowledged = publications.getFirst().packetIdAt() > 0;
    }

    /**
     * Sends what the window allows, if that is worth a write.
     *
     * @param undelivered messages of this publisher that have not reached every subscriber
     */
    void fill(Window window, long undelivered, long upTo) throws IOException {
        long room = Math.min(window.undelivered() - undelivered, upTo - sent);
        if (acknowledged) {
            room = Math.min(room, window.unacknowledged() - (sent - finished));
        }
        if (room >= Math.min(window.refill(), upTo - sent)) {
            send(room);
        }
    }

    /** As many as are wanted and the buffer takes, in one write. */
    void send(long count) throws IOException {
        for (long i = 0; i < count; i++) {
            Publication publication = publications.get((int) (sent % publications.size()));
            if (out.remaining() < publication.bytes().length + ROOM_FOR_ANSWERS) {
                break;
            }
            publication.copy(out, sent++);
        }
        flush();
    }

    @Override
    void packet(int firstByte, ByteBuffer in, int from, int length) {
        switch (firstByte & 0xf0) {
            case Wire.PUBACK, Wire.PUBCOMP -> finished++;
            case Wire.PUBREC -> answer(Wire.PUBREL, in.getShort(from));
            default -> throw new BrokenLoad("%s got a packet that begins with %02x".formatted(name, firstByte));
        }
    }

    long sent() {
        return sent;
    }

    long unacknowledged() {
        return acknowledged ? sent - finished : 0;
    }

    @Override
    public String toString() {
        return name;
    }
}
