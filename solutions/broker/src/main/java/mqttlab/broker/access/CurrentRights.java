package mqttlab.broker.access;

import java.util.function.Supplier;

/** What a client may do by the access list that is in force when somebody asks. */
final class CurrentRights implements Rights {

    private record Known(AccessList list, Rights rights) {
    }

    private final Identity who;
    private final Supplier<AccessList> inForce;
    private volatile Known known;

    CurrentRights(Identity who, Supplier<AccessList> inForce) {
        this.who = who;
        this.inForce = inForce;
        this.known = by(inForce.get());
    }

    private Known by(AccessList list) {
        return new Known(list, list.rightsOf(who));
    }

    /** Worked out once for each list, and not for each message. */
    private Rights rights() {
        AccessList list = inForce.get();
        Known last = known;
        if (last.list() != list) {
            last = by(list);
            known = last;
        }
        return last.rights();
    }

    @Override
    public boolean mayPublish(String topicName) {
        return rights().mayPublish(topicName);
    }

    @Override
    public boolean mayReceive(String topicName) {
        return rights().mayReceive(topicName);
    }

    @Override
    public boolean maySubscribe(String filter) {
        return rights().maySubscribe(filter);
    }
}
