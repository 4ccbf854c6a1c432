package mqttlab.suites.broker.stage03;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;

/**
 * A client that has one filter all the time, and beside that subscribes to one after another, sends itself a message, and
 * unsubscribes.
 *
 * @param branch a part of the topics that it has in common with some others; what is below is its own
 */
record RestlessClient(Subscriber subscriber, String branch, int number) {

    private static final int BRANCHES = 2;
    private static final int ROUNDS = 60;
    private static final int FILTERS_A_ROUND = 20;
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
            subscriber.client().send(packets(round));
            int messages = 0;
            for (int i = 1; i <= FILTERS_A_ROUND * PACKETS_EACH; i++) {
                Packet packet = subscriber.client().expect(("packet %d of %d: a SUBACK, a message and an UNSUBACK for each of %d "
                        + "SUBSCRIBEs").formatted(i, FILTERS_A_ROUND * PACKETS_EACH, FILTERS_A_ROUND), any -> true);
                messages += packet.type() == PUBLISH ? 1 : 0;
            }
            subscriber.client().trace().require(messages == FILTERS_A_ROUND, FILTERS_A_ROUND + " messages", messages + " came");
        }
    }

    /** In one piece: each message is behind the SUBSCRIBE that asks for it. */
    private Packet[] packets(int round) {
        Packet[] packets = new Packet[FILTERS_A_ROUND * PACKETS_EACH];
        for (int i = 0; i < FILTERS_A_ROUND; i++) {
            // What is below the branch is empty whenever no client is in the middle of this.
            String topic = "%s/for/now/%d-%d-%d".formatted(branch, number, round, i);
            packets[PACKETS_EACH * i] = Packets.subscribe(i + 1, topic, 0);
            packets[PACKETS_EACH * i + 1] = Packets.publish(topic).payload("to myself").packet();
            packets[PACKETS_EACH * i + 2] = Packets.unsubscribe(i + 1, topic);
        }
        return packets;
    }

    void stillHears(Publisher publisher) {
        publisher.publish(kept(), "for " + number);
        subscriber.receives(kept(), "for " + number);
    }
}
