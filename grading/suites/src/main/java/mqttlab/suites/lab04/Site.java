package mqttlab.suites.lab04;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.presence.Badge;
import mqttlab.contracts.presence.Beacon;
import mqttlab.contracts.presence.Board;
import mqttlab.contracts.presence.Sighting;
import mqttlab.contracts.presence.Status;
import mqttlab.suites.Call;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TracedPacket;
import mqttlab.testkit.wire.WireClient;

/** What the checks of this lab begin with: a site of their own, where nothing is retained, and somebody else who speaks there. */
record Site(Scene scene, String site, WireClient somebody) {

    /** How the names of sentinels begin. */
    static final String SENTINEL = "sentinel";

    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int REFUSED = 0x80;
    private static final long MOST_VISITS = 1_000_000_000_000L;
    /** The first byte announces a second one of a letter, and the second one is none. */
    private static final byte[] NOT_UTF_8 = {(byte) 0xC3, '('};

    /** A check that is repeated has the same names, and what a broker retains stays. */
    static Site in(Scene scene) {
        Site site = new Site(scene, scene.name("esi"), scene.client());
        site.clear();
        scene.atEnd(() -> new Site(scene, site.site, scene.client()).clear());
        return site;
    }

    /** Another site, at which the same somebody speaks. */
    Site next(String name) {
        Site next = new Site(scene, name, somebody);
        scene.atEnd(() -> new Site(scene, name, scene.client()).clear());
        return next;
    }

    private void clear() {
        Visitor.at(this).all().keySet().forEach(topic -> somebody.publishRetained(topic, 1, new byte[0]));
    }

    // ---- the student's objects, connected to the tap

    Badge badge() {
        return badge(scene.name("ana"));
    }

    /** Neither the first visit nor the last, and too many for an int. */
    Badge badge(String name) {
        return new Badge(site, name, scene.random().nextLong(2L + Integer.MAX_VALUE, MOST_VISITS));
    }

    static Badge next(Badge badge) {
        return new Badge(badge.site(), badge.name(), badge.visit() + 1);
    }

    Beacon arrived(Badge badge) throws BrokerUnavailableException {
        return arrived(badge, scene.name("beacon"));
    }

    Beacon arrived(Badge badge, String clientId) throws BrokerUnavailableException {
        Beacon beacon = scene.create(Beacon.class);
        beacon.arrive(scene.brokerUri(), clientId, badge, KEEP_ALIVE_SECONDS);
        return beacon;
    }

    Board board() throws BrokerUnavailableException {
        Board board = scene.create(Board.class);
        board.connect(scene.brokerUri(), scene.name("board"));
        return board;
    }

    /** Somebody who is no student's object, connected to the tap, with the will that a beacon of this visit has. */
    void connectedWithAWill(Badge badge) {
        Will will = new Will(presence(badge.name()), Payload.of(text(Status.LOST, badge)), 1, true);
        Packet connect = Packets.connect(scene.name("earlier-visit")).will(will).packet();
        scene.atEnd(WireClient.connect(scene.tap().address(), connect, new Trace()));
    }

    /** In place of the broker's next SUBACK, the client gets one that refuses. */
    void refuseNextSubscription() {
        scene.tap().when(fromBroker(SUBACK)).once().drop();
        CompletableFuture.runAsync(() -> {
            FaultApplied dropped = scene.trace().await(fault(Fault.DROPPED, fromBroker(SUBACK)));
            Packet suback = dropped.packet().orElseThrow().packet();
            int[] codes = suback.returnCodes().stream().mapToInt(each -> REFUSED).toArray();
            scene.tap().slipIn(dropped.connection(), Packets.suback(suback.packetId(), codes));
        }, Thread::startVirtualThread);
    }

    // ---- topics and texts

    String presence(String name) {
        return site + "/" + name + "/presence";
    }

    String known(String name, String quantity) {
        return site + "/" + name + "/known/" + quantity;
    }

    String call(String name) {
        return site + "/" + name + "/call";
    }

    static byte[] notUtf8() {
        return NOT_UTF_8.clone();
    }

    static String text(Status status, Badge badge) {
        return status + ";" + badge.visit();
    }

    Sighting sighting(String name, Status status, long visit, Map<String, String> known) {
        return new Sighting(site, name, status, visit, known);
    }

    // ---- somebody else speaks, and the broker has it

    void says(String topic, String text) {
        somebody.publish(topic, 1, text.getBytes(UTF_8));
    }

    void says(String topic, byte[] payload) {
        somebody.publish(topic, 1, payload);
    }

    void retains(String topic, String text) {
        somebody.publishRetained(topic, 1, text.getBytes(UTF_8));
    }

    void retains(String topic, byte[] payload) {
        somebody.publishRetained(topic, 1, payload);
    }

    void retains(Status status, Badge badge) {
        retains(presence(badge.name()), text(status, badge));
    }

    /** Something to be shown behind all that has been said so far; gives its name. */
    String sentinel() {
        String name = scene.name(SENTINEL);
        says(presence(name), "LEFT;1");
        return name;
    }

    /** A call behind all that has been said so far; gives the name of the caller. */
    String callingSentinel() {
        String name = scene.name(SENTINEL);
        says(call(name), "now");
        return name;
    }

    // ---- what the student's clients have sent

    PacketMatch saysPresence(String name) {
        return fromClient(PUBLISH).withTopic(presence(name));
    }

    /** With QoS 1, and retained. */
    void expectState(TracedPacket sent, String topic, String text) {
        Packet packet = sent.packet();
        scene.trace().require(isOn(packet, topic, text) && packet.retain(),
                "a PUBLISH with QoS 1, retained, of \"%s\" on %s".formatted(text, topic), "this was sent: " + packet, sent);
    }

    /** With QoS 1, and not retained. */
    void expectEvent(TracedPacket sent, String topic, String text) {
        Packet packet = sent.packet();
        scene.trace().require(isOn(packet, topic, text) && !packet.retain(),
                "a PUBLISH with QoS 1, not retained, of \"%s\" on %s".formatted(text, topic), "this was sent: " + packet, sent);
    }

    private static boolean isOn(Packet packet, String topic, String text) {
        return packet.topic().equals(topic) && packet.qos() == 1
                && packet.payload().equals(Payload.of(text));
    }

    /** Of the presence, this was said, one after the other, and nothing else. */
    void hasSaid(String name, String... texts) {
        List<TracedPacket> sent = scene.trace().all(saysPresence(name));
        List<String> said = said(name);
        scene.trace().require(said.equals(List.of(texts)), "what is said of the presence is %s".formatted(List.of(texts)),
                "it was " + said, sent.toArray(TracedPacket[]::new));
    }

    /** Of the presence, so far. */
    List<String> said(String name) {
        return scene.trace().all(saysPresence(name)).stream().map(each -> each.packet().payload().text().orElse("?")).toList();
    }

    /** The student's clients, that often: a lost connection stays lost. */
    void hasConnected(int times) {
        scene.trace().require(scene.trace().all(fromClient(CONNECT)).size() == times, "a lost connection stays lost",
                "there was another CONNECT");
    }

    // ---- calls

    /** It ends with a {@link BrokerUnavailableException}. */
    void unavailable(String call, Call code) {
        Call.unavailable(scene.trace(), call, code);
    }

    /** It ends with an {@link IllegalArgumentException}. */
    void refused(String call, Call code) throws BrokerUnavailableException {
        Call.refused(scene.trace(), call, code);
    }
}
