package mqttlab.lab.prose;

import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Publisher;
import mqttlab.contracts.news.Subscriber;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Project;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.student.InOwnJvm;
import mqttlab.testkit.student.StudentRun;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TraceText;
import mqttlab.testkit.tap.TracedPacket;

/** The conversations that the pictures in the handouts show, held anew with the solutions. */
final class Recorded {

    private Recorded() {
    }

    /** A reader subscribes, a newsroom publishes one piece of news, both leave. */
    static String lab01(Path root, Path classes) throws Exception {
        LabDefinition lab = Checkout.at(root).lab("01");
        new Project(lab.solution(), lab.libraries()).compile(classes);
        try (Brokers brokers = Brokers.named(Terminal.broker()); InOwnJvm code = new InOwnJvm(classes, lab.libraries());
                StudentRun run = code.start()) {
            Broker broker = brokers.shared();
            try (Tap tap = Tap.to(() -> new InetSocketAddress(broker.host(), broker.port()))) {
                CountDownLatch read = new CountDownLatch(1);
                Subscriber reader = run.create(Subscriber.class);
                reader.connect(tap.uri(), "reader");
                reader.subscribe("news/cadiz/+", news -> read.countDown());
                Publisher newsroom = run.create(Publisher.class);
                newsroom.connect(tap.uri(), "newsroom");
                newsroom.publish(new News("cadiz", "culture", "Full house", "At 8."));
                read.await();
                TracedPacket last = tap.trace().await(fromClient(PUBACK).byClient("reader"));
                newsroom.close();
                tap.trace().await(fromClient(DISCONNECT).byClient("newsroom"));
                reader.close();
                tap.trace().await(fromClient(DISCONNECT).byClient("reader"));
                return TraceText.diagram(inFixedOrder(tap.trace(), last));
            }
        }
    }

    /** Nobody lays down whether the newsroom or the reader hears first from the broker: the picture has the reader first. */
    private static List<TraceEvent> inFixedOrder(Trace trace, TracedPacket readersPuback) {
        TracedPacket newsroomsPuback = trace.one(fromBroker(PUBACK).byClient("newsroom"));
        List<TracedPacket> packets = new ArrayList<>(trace.events().stream()
                .filter(TracedPacket.class::isInstance).map(TracedPacket.class::cast).toList());
        packets.remove(newsroomsPuback);
        packets.add(packets.indexOf(readersPuback) + 1, newsroomsPuback);
        List<TraceEvent> numbered = new ArrayList<>();
        for (TracedPacket p : packets) {
            numbered.add(new TracedPacket(numbered.size() + 1, p.at(), p.connection(), p.client(), p.direction(), p.packet()));
        }
        return numbered;
    }
}
