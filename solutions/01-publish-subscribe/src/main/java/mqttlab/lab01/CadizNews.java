package mqttlab.lab01;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;

/** Watch it work: one reader of everything about Cádiz, one newsroom, three pieces of news. */
public final class CadizNews {

    private CadizNews() {
    }

    public static void main(String[] args) throws BrokerUnavailableException, InterruptedException {
        String broker = args.length > 0 ? args[0] : "tcp://localhost:1883";
        CountDownLatch expected = new CountDownLatch(2);
        try (PahoSubscriber reader = new PahoSubscriber(); PahoPublisher newsroom = new PahoPublisher()) {
            reader.connect(broker, "reader-" + ProcessHandle.current().pid());
            reader.subscribe("news/cadiz/+", news -> {
                System.out.println(news.section() + ": " + news.headline());
                expected.countDown();
            });
            newsroom.connect(broker, "newsroom-" + ProcessHandle.current().pid());
            newsroom.publish(new News("cadiz", "culture", "The Falla theatre opens its doors", "At eight."));
            newsroom.publish(new News("sevilla", "traffic", "The bridge is closed", "Nobody in Cádiz is told."));
            newsroom.publish(new News("cadiz", "weather", "Levante until Thursday", "Hold on to your hat."));
            if (!expected.await(5, TimeUnit.SECONDS)) {
                System.out.println("Some news about Cádiz did not arrive.");
            }
        }
    }
}
