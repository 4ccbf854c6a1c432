package mqttlab.suites.lab01;

import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Publisher;
import mqttlab.contracts.news.Subscriber;
import mqttlab.testkit.student.StudentRun;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TracedPacket;

/** A reader subscribes, a newsroom publishes one piece of news, both leave. */
public final class Picture implements mqttlab.testkit.student.Picture {

    @Override
    public List<TraceEvent> held(StudentRun run, Tap tap) throws Exception {
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
        return inFixedOrder(tap.trace(), last);
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
