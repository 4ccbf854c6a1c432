package mqttlab.suites.broker.stage03;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;

/**
 * A client that has one filter all the time, and beside that subscribes to one after another, sends itself a message, and
 * unsubscribes. Some others do the same with the same filters, so their messages reach it, too.
 *
 * @param branch the part of the topics that it has in common with these
 */
record RestlessClient(Subscriber subscriber, String branch, int number) {

    private static final int BRANCHES = 2;
    private static final int ROUNDS = 60;
    private static final int FILTERS_A_ROUND = 20;
    private static final int TOPICS = 5;
    private static final int PACKETS_EACH = 3;

    static RestlessClient with(Subscriber subscriber, String news, int number) {
        RestlessClient client = new RestlessClient(subscriber, news + "/" + number % BRANCHES, number);
        subscriber.subscribe(client.kept());
        return client;
    }

    private String kept() {
        return "%s/kept/by/%d".formatted(branch, number);
    }

    void comeAndGo() {
        for (int round = 0; round < ROUNDS; round++) {
            Payload mine = Payload.of("client %d, round %d".formatted(number, round));
            subscriber.client().send(packets(mine));
            int messages = 0;
            for (int i = 1; i <= FILTERS_A_ROUND * PACKETS_EACH; i++) {
                messages += next(i, mine).type() == PUBLISH ? 1 : 0;
            }
            subscriber.client().trace().require(messages == FILTERS_A_ROUND, FILTERS_A_ROUND + " messages", messages + " came");
        }
    }

    /** Whatever the others publish. */
    private Packet next(int count, Payload mine) {
        String words = "packet %d of %d: a SUBACK, its own message and an UNSUBACK for each of %d SUBSCRIBEs"
                .formatted(count, FILTERS_A_ROUND * PACKETS_EACH, FILTERS_A_ROUND);
        Packet packet = subscriber.client().expect(words, any -> true);
        while (packet.type() == PUBLISH && !packet.payload().equals(mine)) {
            packet = subscriber.client().expect(words, any -> true);
        }
        return packet;
    }

    /** In one piece: each message is behind the SUBSCRIBE that asks for it. */
    private Packet[] packets(Payload mine) {
        Packet[] packets = new Packet[FILTERS_A_ROUND * PACKETS_EACH];
        for (int i = 0; i < FILTERS_A_ROUND; i++) {
            // What is below the branch is empty whenever no client is in the middle of this.
            String topic = "%s/for/now/%d".formatted(branch, i % TOPICS);
            packets[PACKETS_EACH * i] = Packets.subscribe(i + 1, topic, 0);
            packets[PACKETS_EACH * i + 1] = Packets.publish(topic).payload(mine).packet();
            packets[PACKETS_EACH * i + 2] = Packets.unsubscribe(i + 1, topic);
        }
        return packets;
    }

    void stillHears(Publisher publisher) {
        publisher.publish(kept(), "for " + number);
        subscriber.receives(kept(), "for " + number);
    }
}
