package mqttlab.broker.journal;

import mqttlab.broker.codec.Bytes;
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

/** Changes to bytes. A message is written once, before the first change that is about it, and goes by a number from then on. */
final class ChangeWriter {

    static final int MESSAGE = 1;
    static final int RETAINED = 2;
    static final int OPENED = 3;
    static final int DISCARDED = 4;
    static final int SUBSCRIBED = 5;
    static final int UNSUBSCRIBED = 6;
    static final int QUEUED = 7;
    static final int SENT = 8;
    static final int RELEASED = 9;
    static final int FORGOTTEN = 10;
    static final int RECEIVED = 11;
    static final int COMPLETED = 12;
    static final int OWNED = 13;
    static final int DISOWNED = 14;

    private int generation = 1;
    private long lastMessage;

    /** @param lastMessage the highest number that a message has */
    void resume(long lastMessage) {
        this.lastMessage = lastMessage;
    }

    /** What is written from now on has to be understood without what was written before. */
    void beginAnew() {
        generation++;
    }

    void write(Change change, Bytes to) {
        switch (change) {
            case Retained(Message message) -> {
                long number = number(message, to);
                to.u8(RETAINED).u64(number);
            }
            case Queued(long session, Message message, var qos) -> {
                long number = number(message, to);
                to.u8(QUEUED).u64(session).u64(number).u8(qos.ordinal());
            }
            case Opened(long session, String clientId) -> to.u8(OPENED).u64(session).string(clientId);
            case Discarded(long session) -> to.u8(DISCARDED).u64(session);
            case Owned(long session, var userName) -> userName.ifPresentOrElse(
                    name -> to.u8(OWNED).u64(session).string(name), () -> to.u8(DISOWNED).u64(session));
            case Subscribed(long session, String filter, var qos) ->
                    to.u8(SUBSCRIBED).u64(session).string(filter).u8(qos.ordinal());
            case Unsubscribed(long session, String filter) -> to.u8(UNSUBSCRIBED).u64(session).string(filter);
            case Sent(long session, int id) -> to.u8(SENT).u64(session).u16(id);
            case Released(long session, int id) -> to.u8(RELEASED).u64(session).u16(id);
            case Forgotten(long session, int id) -> to.u8(FORGOTTEN).u64(session).u16(id);
            case Received(long session, int id) -> to.u8(RECEIVED).u64(session).u16(id);
            case Completed(long session, int id) -> to.u8(COMPLETED).u64(session).u16(id);
        }
    }

    private long number(Message message, Bytes to) {
        if (!message.isWritten(generation)) {
            message.written(message.number() == 0 ? ++lastMessage : message.number(), generation);
            to.u8(MESSAGE).u64(message.number()).string(message.topic())
                    .u8(message.qos().ordinal() << 1 | (message.retain() ? 1 : 0))
                    .u32(message.payload().size()).raw(message.payload().bytes());
        }
        return message.number();
    }
}
