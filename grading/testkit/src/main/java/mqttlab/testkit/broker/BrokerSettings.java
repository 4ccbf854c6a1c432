package mqttlab.testkit.broker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import mqttlab.testkit.tls.TestCertificate;

/**
 * What a broker is asked to be.
 *
 * @param users name to password; when there are any, a client must give one of them
 * @param acl lines as in Mosquitto's {@code acl_file}: {@code user ana}, {@code topic read news/#}; none: all is allowed
 * @param certificate when present, a second port speaks TLS with it
 * @param persistent whether sessions and retained messages outlive {@link Broker#stop()}
 * @param heap of a broker that somebody has written for this course, in MiB; others have none to set
 */
public record BrokerSettings(Map<String, String> users, List<String> acl, Optional<TestCertificate> certificate,
        boolean persistent, Limits limits, OptionalInt heap) {

    /** Limits that a broker may be given; an empty one is the broker's default, which is generous. */
    public record Limits(OptionalInt packetBytes, OptionalInt messageBytes, OptionalInt inflight, OptionalInt queued,
            OptionalInt connections) {

        public static Limits none() {
            OptionalInt no = OptionalInt.empty();
            return new Limits(no, no, no, no, no);
        }
    }

    public BrokerSettings {
        users = Map.copyOf(users);
        acl = List.copyOf(acl);
    }

    /** Anybody may do everything, nothing is kept, no TLS, no limits. */
    public static BrokerSettings anonymous() {
        return new BrokerSettings(Map.of(), List.of(), Optional.empty(), false, Limits.none(), OptionalInt.empty());
    }

    public BrokerSettings withUser(String name, String password) {
        Map<String, String> more = new TreeMap<>(users);
        more.put(name, password);
        return new BrokerSettings(more, acl, certificate, persistent, limits, heap);
    }

    public BrokerSettings withAcl(String... lines) {
        List<String> more = new ArrayList<>(acl);
        more.addAll(Arrays.asList(lines));
        return new BrokerSettings(users, more, certificate, persistent, limits, heap);
    }

    /** TLS with the certificate of this run, {@link TestCertificate#localhost()}. */
    public BrokerSettings withTls() {
        return withTls(TestCertificate.localhost());
    }

    public BrokerSettings withTls(TestCertificate with) {
        return new BrokerSettings(users, acl, Optional.of(with), persistent, limits, heap);
    }

    public BrokerSettings withPersistence() {
        return new BrokerSettings(users, acl, certificate, true, limits, heap);
    }

    /** Packets longer than this, header included, are refused. */
    public BrokerSettings withMaxPacketBytes(int n) {
        return with(new Limits(OptionalInt.of(n), limits.messageBytes, limits.inflight, limits.queued, limits.connections));
    }

    /** Messages whose payload is longer than this are not passed on. */
    public BrokerSettings withMaxMessageBytes(int n) {
        return with(new Limits(limits.packetBytes, OptionalInt.of(n), limits.inflight, limits.queued, limits.connections));
    }

    /** So many messages of QoS 1 and 2 are under way to a client at a time. */
    public BrokerSettings withMaxInflight(int n) {
        return with(new Limits(limits.packetBytes, limits.messageBytes, OptionalInt.of(n), limits.queued, limits.connections));
    }

    /** So many messages of QoS 1 and 2 wait for a client, besides those under way. */
    public BrokerSettings withMaxQueued(int n) {
        return with(new Limits(limits.packetBytes, limits.messageBytes, limits.inflight, OptionalInt.of(n), limits.connections));
    }

    /** So many clients are connected to a port at a time. */
    public BrokerSettings withMaxConnections(int n) {
        return with(new Limits(limits.packetBytes, limits.messageBytes, limits.inflight, limits.queued, OptionalInt.of(n)));
    }

    public BrokerSettings with(Limits other) {
        return new BrokerSettings(users, acl, certificate, persistent, other, heap);
    }

    /** @param mebibytes of the JVM that runs it */
    public BrokerSettings withHeap(int mebibytes) {
        return new BrokerSettings(users, acl, certificate, persistent, limits, OptionalInt.of(mebibytes));
    }

    boolean anonymousAllowed() {
        return users.isEmpty();
    }
}
