package mqttlab.lab.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import mqttlab.lab.snapshot.MosquittoClient.Running;

/** What the broker can do from a stage on, as mosquitto_pub, mosquitto_sub and mosquitto_rr see it. */
final class MosquittoClaims {

    private MosquittoClaims() {
    }

    static List<Claim> all() {
        return List.of(
                new Claim(2, "brings messages to those who have subscribed to just this topic", MosquittoClaims::topics),
                new Claim(3, "knows wildcards", broker -> wildcards(broker, 0)),
                new Claim(4, "retains messages, and forgets them when it is told so", MosquittoClaims::retained),
                new Claim(5, "takes and sends messages with QoS 1", broker -> wildcards(broker, 1)),
                new Claim(6, "takes and sends messages with QoS 2", broker -> wildcards(broker, 2)),
                new Claim(6, "brings a request with QoS 2, and its response", MosquittoClaims::response),
                new Claim(7, "keeps what comes while a client is away", MosquittoClaims::away),
                new Claim(8, "publishes the will of a client that vanishes", MosquittoClaims::will),
                new Claim(9, "lets nobody in without the right password", MosquittoClaims::passwords),
                new Claim(10, "has its sessions and retained messages again after kill -9", MosquittoClaims::restart),
                new Claim(11, "publishes what it counts", MosquittoClaims::statistics));
    }

    private static void topics(BuiltStage broker) throws Exception {
        MosquittoClient client = new MosquittoClient(broker.with());
        try (Running reader = client.subscribed("-t", "02/cadiz", "-C", "1", "-v")) {
            client.publish("-t", "02/sevilla", "-m", "no");
            client.publish("-t", "02/cadiz", "-m", "levante en la bahía");
            assertThat(reader.ended(0)).containsExactly("02/cadiz levante en la bahía");
        }
    }

    private static void wildcards(BuiltStage broker, int qos) throws Exception {
        MosquittoClient client = new MosquittoClient(broker.with());
        String q = Integer.toString(qos);
        try (Running reader = client.subscribed("-t", q + "/+/sport", "-t", q + "/end", "-q", q, "-C", "2", "-F", "%p %q")) {
            client.publish("-t", q + "/cadiz/culture", "-q", q, "-m", "no");
            client.publish("-t", q + "/cadiz/sport", "-q", q, "-m", "yes");
            client.publish("-t", q + "/end", "-q", q, "-m", "end");
            // With QoS 0 a publisher ends before its message is there, and the next one may overtake it.
            assertThat(reader.ended(0)).containsExactlyInAnyOrder("yes " + q, "end " + q);
        }
    }

    private static void retained(BuiltStage broker) throws Exception {
        MosquittoClient client = new MosquittoClient(broker.with());
        retain(client, "04/kept", "-m", "notice");
        retain(client, "04/gone", "-m", "no");
        retain(client, "04/gone", "-n");
        try (Running reader = client.subscribed("-t", "04/+", "-C", "2", "-F", "%t %p %r")) {
            client.publish("-t", "04/end", "-m", "end");
            // What is live may come in front of what was retained.
            assertThat(reader.ended(0)).containsExactlyInAnyOrder("04/kept notice 1", "04/end end 0");
        }
    }

    /** With QoS 0 a publisher ends before its message is there; who has got it knows that it is kept, or has been cleared. */
    private static void retain(MosquittoClient client, String topic, String... message) throws Exception {
        try (Running witness = client.subscribed("-t", topic, "-R", "-C", "1")) {
            client.publish(Stream.concat(Stream.of("-t", topic, "-r"), Stream.of(message)).toArray(String[]::new));
            witness.ended(0);
        }
    }

    private static void response(BuiltStage broker) throws Exception {
        MosquittoClient client = new MosquittoClient(broker.with());
        try (Running asked = client.subscribed("-t", "06/request", "-q", "2", "-C", "1");
                Running asking = client.asking("-t", "06/request", "-e", "06/response", "-q", "2", "-m", "ping")) {
            assertThat(asked.ended(0)).containsExactly("ping");
            client.publish("-t", "06/response", "-q", "2", "-m", "pong");
            assertThat(asking.ended(0)).containsExactly("pong");
        }
    }

    private static void away(BuiltStage broker) throws Exception {
        MosquittoClient client = new MosquittoClient(broker.with());
        String[] persistent = {"-t", "07/t", "-q", "2", "-c", "-i", "07-lector"};
        try (Running subscribing = client.started(persistent, "-E")) {
            subscribing.ended(0);
        }
        client.publish("-t", "07/t", "-q", "1", "-m", "uno");
        client.publish("-t", "07/t", "-q", "2", "-m", "dos");
        try (Running back = client.started(persistent, "-C", "2")) {
            assertThat(back.ended(0)).containsExactly("uno", "dos");
        }
    }

    private static void will(BuiltStage broker) throws Exception {
        MosquittoClient client = new MosquittoClient(broker.with());
        try (Running heir = client.subscribed("-t", "08/will", "-q", "1", "-C", "1");
                Running doomed = client.subscribed("-t", "08/t", "--will-topic", "08/will", "--will-payload", "adiós",
                        "--will-qos", "1")) {
            doomed.kill();
            assertThat(heir.ended(0)).containsExactly("adiós");
        }
    }

    private static void passwords(BuiltStage broker) throws Exception {
        MosquittoClient client = new MosquittoClient(SettingsClaims.guarded(broker));
        try (Running reader = client.subscribed("-u", "ana", "-P", SettingsClaims.PASSWORD, "-t", "ana/t", "-C", "1")) {
            client.publish("-u", "luis", "-P", SettingsClaims.PASSWORD, "-t", "ana/t", "-q", "1", "-m", "no");
            client.publish("-u", "ana", "-P", SettingsClaims.PASSWORD, "-t", "ana/t", "-q", "1", "-m", "yes");
            assertThat(reader.ended(0)).containsExactly("yes");
        }
        assertThat(client.refused("-u", "ana", "-P", "wrong", "-t", "ana/t", "-m", "no")).contains("not authorised");
    }

    private static void restart(BuiltStage broker) throws Exception {
        String data = "data=" + broker.newFolder();
        String[] persistent = {"-t", "t", "-q", "2", "-c", "-i", "lector"};
        try (StageProgram first = broker.start(data)) {
            MosquittoClient client = new MosquittoClient(first);
            try (Running subscribing = client.started(persistent, "-E")) {
                subscribing.ended(0);
            }
            client.publish("-t", "t", "-q", "2", "-m", "uno");
            client.publish("-t", "kept", "-q", "1", "-r", "-m", "aviso");
            first.kill();
        }
        try (StageProgram second = broker.start(data)) {
            MosquittoClient client = new MosquittoClient(second);
            try (Running back = client.started(persistent, "-C", "1");
                    Running reader = client.started(new String[] {"-t", "#", "-C", "1"}, "-v")) {
                assertThat(back.ended(0)).containsExactly("uno");
                assertThat(reader.ended(0)).containsExactly("kept aviso");
            }
        }
    }

    private static void statistics(BuiltStage broker) throws Exception {
        MosquittoClient client = new MosquittoClient(broker.with());
        try (Running reader = client.subscribed("-t", "$SYS/broker/messages/received", "-C", "1", "-F", "%r %p")) {
            assertThat(reader.ended(0)).singleElement().asString().matches("1 \\d+");
        }
    }
}
