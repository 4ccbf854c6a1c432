package mqttlab.suites.lab02;

import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import mqttlab.contracts.feeds.Event;
import mqttlab.contracts.feeds.Feed;
import mqttlab.contracts.feeds.Interest;
import mqttlab.testkit.student.StudentRun;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TracedPacket;

/** Two listeners behind one client, an event that both want, and one of them leaves. */
public final class Picture implements mqttlab.testkit.student.Picture {

    @Override
    public List<TraceEvent> held(StudentRun run, Tap tap) throws Exception {
        CountDownLatch told = new CountDownLatch(2);
        Feed readers = run.create(Feed.class);
        readers.connect(tap.uri(), "readers");
        int sailor = readers.subscribe(Interest.in("bay/+/wind"), event -> told.countDown());
        readers.subscribe(Interest.in("bay/10/#"), event -> told.countDown());
        Feed bay = run.create(Feed.class);
        bay.connect(tap.uri(), "bay");
        bay.publish(new Event("bay", "10", "wind", "", "m-1", Map.of("knots", "31.5")));
        told.await();
        TracedPacket last = tap.trace().await(fromClient(PUBACK).byClient("readers"));
        readers.unsubscribe(sailor);
        bay.close();
        tap.trace().await(fromClient(DISCONNECT).byClient("bay"));
        readers.close();
        tap.trace().await(fromClient(DISCONNECT).byClient("readers"));
        return inFixedOrder(tap.trace(), last);
    }

    /** Nobody lays down whom the broker answers first: the picture has the readers first. */
    private static List<TraceEvent> inFixedOrder(Trace trace, TracedPacket readersPuback) {
        TracedPacket baysPuback = trace.one(fromBroker(PUBACK).byClient("bay"));
        List<TracedPacket> packets = new ArrayList<>(trace.events().stream()
                .filter(TracedPacket.class::isInstance).map(TracedPacket.class::cast).toList());
        packets.remove(baysPuback);
        packets.add(packets.indexOf(readersPuback) + 1, baysPuback);
        List<TraceEvent> numbered = new ArrayList<>();
        for (TracedPacket p : packets) {
            numbered.add(new TracedPacket(numbered.size() + 1, p.at(), p.connection(), p.client(), p.direction(), p.packet()));
        }
        return numbered;
    }
}
