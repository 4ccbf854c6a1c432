package mqttlab.broker.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mqttlab.broker.codec.Fields;
import mqttlab.broker.codec.MalformedPacket;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Change;
import mqttlab.broker.session.Change.Completed;
import mqttlab.broker.session.Change.Discarded;
import mqttlab.broker.session.Change.Forgotten;
import mqttlab.broker.session.Change.Opened;
import mqttlab.broker.session.Change.Owned;
import mqttlab.broker.session.Change.Queued;
import mqttlab.broker.session.Change.Received;
import mqttlab.broker.session.Change.Released;
import mqttlab.broker.session.Change.Retained;
import mqttlab.broker.session.Change.Sent;
import mqttlab.broker.session.Change.Subscribed;
import mqttlab.broker.session.Change.Unsubscribed;
import mqttlab.broker.session.Message;

/** Bytes to changes: the opposite of {@link ChangeWriter}. */
final class ChangeReader {

    /** As in a writer that has just begun. */
    private static final int GENERATION = 1;

    private final Map<Long, Message> messages = new HashMap<>();
    private long lastMessage;

    /** The highest number that a message has had. */
    long lastMessage() {
        return lastMessage;
    }

    void read(Fields from, Consumer<Change> action) {
        while (!from.isAtEnd()) {
            int type = from.u8();
            if (type == ChangeWriter.MESSAGE) {
                message(from);
            } else {
                action.accept(change(type, from));
            }
        }
    }

    private void message(Fields from) {
        long number = from.u64();
        String topic = from.string();
        int flags = from.u8();
        Payload payload = new Payload(from.bytes(from.u32()));
        Message message = new Message(topic, payload, QoS.of(flags >> 1), (flags & 1) != 0);
        message.written(number, GENERATION);
        messages.put(number, message);
        lastMessage = Math.max(lastMessage, number);
    }

    private Change change(int type, Fields from) {
        if (type == ChangeWriter.RETAINED) {
            return new Retained(known(from.u64()));
        }
        long session = from.u64();
        return switch (type) {
            case ChangeWriter.OPENED -> new Opened(session, from.string());
            case ChangeWriter.DISCARDED -> new Discarded(session);
            case ChangeWriter.OWNED -> new Owned(session, Optional.of(from.string()));
            case ChangeWriter.DISOWNED -> new Owned(session, Optional.empty());
            case ChangeWriter.SUBSCRIBED -> new Subscribed(session, from.string(), QoS.of(from.u8()));
            case ChangeWriter.UNSUBSCRIBED -> new Unsubscribed(session, from.string());
            case ChangeWriter.QUEUED -> new Queued(session, known(from.u64()), QoS.of(from.u8()));
            case ChangeWriter.SENT -> new Sent(session, from.u16());
            case ChangeWriter.RELEASED -> new Released(session, from.u16());
            case ChangeWriter.FORGOTTEN -> new Forgotten(session, from.u16());
            case ChangeWriter.RECEIVED -> new Received(session, from.u16());
            case ChangeWriter.COMPLETED -> new Completed(session, from.u16());
            default -> throw new MalformedPacket("%d is no type of a change", type);
        };
    }

    private Message known(long number) {
        Message message = messages.get(number);
        if (message == null) {
            throw new MalformedPacket("a change is about message %d, which is missing", number);
        }
        return message;
    }
}
