package mqttlab.suites.broker.stage03;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.TraceFailure;
import mqttlab.testkit.wire.Publisher;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("All at the same time")
class ConcurrencyChecks {

    private static final int CLIENTS = 8;

    @Graded(task = 5, points = 3, dear = true, clause = {"MQTT-4.5.0-1", "MQTT-3.10.4-2"},
            dependsOn = {"amongMany", "removesSeveralFilters"},
            hint = "No two of these clients have a filter in common, only some levels. While one thread adds a filter, another "
                    + "one takes the last one away that went through the same levels, and a third one looks for a topic. What "
                    + "does each of them find, in the middle of the others' work?")
    @DisplayName("while eight clients subscribe and unsubscribe all at the same time, each gets what it has subscribed to")
    void fromAllSides(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous());
        String news = scene.name("news");
        List<RestlessClient> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> RestlessClient.with(scene.subscriber(scene.client()), news, i)).toList();

        join(clients.stream().map(client -> CompletableFuture.runAsync(client::comeAndGo, Thread::startVirtualThread))
                .toArray(CompletableFuture[]::new));

        Publisher luis = scene.publisher();
        clients.forEach(client -> client.stillHears(luis));
    }

    private static void join(CompletableFuture<?>... all) {
        try {
            CompletableFuture.allOf(all).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TraceFailure failure) {
                throw failure;
            }
            throw e;
        }
    }
}
