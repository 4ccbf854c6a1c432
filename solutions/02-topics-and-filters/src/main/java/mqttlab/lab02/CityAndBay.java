package mqttlab.lab02;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.contracts.feeds.Condition.Comparison;
import mqttlab.contracts.feeds.Event;
import mqttlab.contracts.feeds.Interest;
import mqttlab.contracts.news.BrokerUnavailableException;

/** Watch it work: a reader, a sailor and a harbour master share one client, and somebody else publishes. */
public final class CityAndBay {

    private static final BlockingQueue<String> TOLD = new LinkedBlockingQueue<>();

    private CityAndBay() {
    }

    public static void main(String[] args) throws BrokerUnavailableException, InterruptedException {
        String broker = args.length > 0 ? args[0] : "tcp://localhost:1883";
        Scheme scheme = new Scheme();
        try (FeedClient shared = new FeedClient(); FeedClient cityAndBay = new FeedClient()) {
            shared.connect(broker, "readers-" + ProcessHandle.current().pid());
            shared.subscribe(Interest.in(scheme.newsOf("cadiz")), event -> tell("reader", event));
            int sailor = shared.subscribe(Interest.in(scheme.measured("wind")).where("knots", Comparison.ABOVE, "25"),
                    event -> tell("sailor", event));
            shared.subscribe(Interest.in("bay/10/#", scheme.alarms()), event -> tell("harbour master", event));

            cityAndBay.connect(broker, "city-and-bay-" + ProcessHandle.current().pid());
            cityAndBay.publish(new Event("news", "cadiz", "culture", "", "n-1", Map.of("headline", "The Falla opens its doors")));
            cityAndBay.publish(new Event("bay", "1", "wind", "", "m-1", Map.of("knots", "9")));
            cityAndBay.publish(new Event("bay", "10", "wind", "", "m-2", Map.of("knots", "31.5")));
            cityAndBay.publish(new Event("bay", "10", "wind", "alarm", "a-1", Map.of("knots", "44")));
            print(4);
            System.out.println("The sailor is back in port.");
            shared.unsubscribe(sailor);
            cityAndBay.publish(new Event("bay", "10", "wind", "", "m-3", Map.of("knots", "47")));
            print(1);
        }
    }

    private static void tell(String who, Event event) {
        String subject = event.detail().isEmpty() ? event.subject() : event.subject() + " " + event.detail();
        TOLD.add("%s: %s %s, %s %s".formatted(who, event.feed(), event.place(), subject, new TreeMap<>(event.fields())));
    }

    private static void print(int lines) throws InterruptedException {
        for (int i = 0; i < lines; i++) {
            String line = TOLD.poll(5, TimeUnit.SECONDS);
            System.out.println(line == null ? "Something did not arrive." : line);
        }
    }
}
