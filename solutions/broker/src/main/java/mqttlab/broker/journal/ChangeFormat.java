package mqttlab.broker.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.Bytes;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Change;
import mqttlab.broker.session.Message;

/**
 * Changes as bytes. A message is written once, before the first change that is about it, and goes by a number from then on.
 * First reads, then writes, so that the numbers go on.
 */
final class ChangeFormat {

    /** The first byte of each change; a new type goes to the end. */
    private enum Type {
        MESSAGE, RETAINED, OPENED, OPENED_BY_USER, DISCARDED, SUBSCRIBED, UNSUBSCRIBED,
        QUEUED, SENT, RELEASED, FORGOTTEN, RECEIVED, COMPLETED, ABSENT
    }

    private static final Type[] TYPES = Type.values();
    private static final QoS[] QOS = QoS.values();

    private final Map<Long, Message> messages = new HashMap<>();
    private final Mentions mentions = new Mentions();
    private long lastNumber;
    /** A message with a lower number, or with none, has yet to be written. */
    private long firstNumber = 1;

    void write(Change change, Bytes to) {
        switch (change) {
            case Change.Retained(Message message) -> {
                long number = number(message, to);
                type(Type.RETAINED, to).u64(number);
            }
            case Change.Queued(long session, Message message, QoS qos) -> {
                long number = number(message, to);
                type(Type.QUEUED, to).u64(session).u64(number).u8(qos.ordinal());
            }
            case Change.Opened(long session, Identity(String clientId, Optional<String> user)) when user.isPresent() ->
                    type(Type.OPENED_BY_USER, to).u64(session).string(clientId).string(user.get());
            case Change.Opened(long session, Identity owner) -> type(Type.OPENED, to).u64(session).string(owner.clientId());
            case Change.Discarded(long session) -> type(Type.DISCARDED, to).u64(session);
            case Change.Absent(long session, long since) -> type(Type.ABSENT, to).u64(session).u64(since);
            case Change.Subscribed(long session, String filter, QoS qos) ->
                    type(Type.SUBSCRIBED, to).u64(session).string(filter).u8(qos.ordinal());
            case Change.Unsubscribed(long session, String filter) -> type(Type.UNSUBSCRIBED, to).u64(session).string(filter);
            case Change.Sent(long session, int id) -> type(Type.SENT, to).u64(session).u16(id);
            case Change.Released(long session, int id) -> type(Type.RELEASED, to).u64(session).u16(id);
            case Change.Forgotten(long session, int id) -> type(Type.FORGOTTEN, to).u64(session).u16(id);
            case Change.Received(long session, int id) -> type(Type.RECEIVED, to).u64(session).u16(id);
            case Change.Completed(long session, int id) -> type(Type.COMPLETED, to).u64(session).u16(id);
        }
    }

    /** Notes which messages are mentioned: then {@link #read} takes no more memory than it took to write. */
    void survey(ByteBuffer from) {
        while (from.hasRemaining()) {
            Type type = type(from.get());
            long number = from.getLong();
            switch (type) {
                case MESSAGE -> skipMessage(from);
                case RETAINED -> mentions.add(number);
                case QUEUED -> {
                    mentions.add(from.getLong());
                    qos(from);
                }
                default -> change(type, number, from);
            }
        }
    }

    /** @param action is given each change; a message is none */
    void read(ByteBuffer from, Consumer<Change> action) {
        while (from.hasRemaining()) {
            Type type = type(from.get());
            long number = from.getLong();
            if (type == Type.MESSAGE) {
                messages.put(number, readMessage(number, from));
            } else {
                action.accept(change(type, number, from));
            }
        }
    }

    /** @param number of the session, except in {@code RETAINED}, where it is the message's */
    private Change change(Type type, long number, ByteBuffer from) {
        return switch (type) {
            case MESSAGE -> throw new IllegalArgumentException("a message is no change");
            case RETAINED -> new Change.Retained(message(number));
            case OPENED -> new Change.Opened(number, Identity.anonymous(string(from)));
            case OPENED_BY_USER -> new Change.Opened(number, Identity.of(string(from), string(from)));
            case DISCARDED -> new Change.Discarded(number);
            case ABSENT -> new Change.Absent(number, from.getLong());
            case SUBSCRIBED -> new Change.Subscribed(number, string(from), qos(from));
            case UNSUBSCRIBED -> new Change.Unsubscribed(number, string(from));
            case QUEUED -> new Change.Queued(number, message(from.getLong()), qos(from));
            case SENT -> new Change.Sent(number, id(from));
            case RELEASED -> new Change.Released(number, id(from));
            case FORGOTTEN -> new Change.Forgotten(number, id(from));
            case RECEIVED -> new Change.Received(number, id(from));
            case COMPLETED -> new Change.Completed(number, id(from));
        };
    }

    private static Type type(byte number) {
        if (number < 0 || number >= TYPES.length) {
            throw new IllegalArgumentException(number + " is no type of a change");
        }
        return TYPES[number];
    }

    private static Bytes type(Type type, Bytes to) {
        return to.u8(type.ordinal());
    }

    /** The message's number, for a change that is about it. It may have to be written first. */
    private long number(Message message, Bytes to) {
        if (message.number() < firstNumber) {
            message.number(++lastNumber);
            type(Type.MESSAGE, to).u64(message.number()).string(message.topic())
                    .u8(message.qos().ordinal()).u8(message.retain() ? 1 : 0)
                    .u32(message.payload().size()).raw(message.payload().bytes());
        }
        return message.number();
    }

    private Message readMessage(long number, ByteBuffer from) {
        String topic = string(from);
        QoS qos = qos(from);
        boolean retain = from.get() == 1;
        Message message = new Message(topic, new Payload(bytes(from, from.getInt())), qos, retain);
        message.number(number);
        lastNumber = Math.max(lastNumber, number);
        return message;
    }

    private static void skipMessage(ByteBuffer from) {
        skip(from, Short.toUnsignedInt(from.getShort()) + 2);
        skip(from, from.getInt());
    }

    private static void skip(ByteBuffer from, int length) {
        from.position(from.position() + length);
    }

    /** Whoever wrote it has held it until its last mention, too, and no longer. */
    private Message message(long number) {
        Message message = mentions.isLast(number) ? messages.remove(number) : messages.get(number);
        if (message == null) {
            throw new IllegalArgumentException("a change is about message " + number + ", which is missing");
        }
        return message;
    }

    private static QoS qos(ByteBuffer from) {
        return QOS[from.get()];
    }

    private static int id(ByteBuffer from) {
        return Short.toUnsignedInt(from.getShort());
    }

    private static String string(ByteBuffer from) {
        return new String(bytes(from, Short.toUnsignedInt(from.getShort())), UTF_8);
    }

    private static byte[] bytes(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }

    void endReading() {
        messages.clear();
        mentions.clear();
    }

    /** What is written from now on has to be understood without what was written before. */
    void beginAnew() {
        firstNumber = lastNumber + 1;
    }
}
