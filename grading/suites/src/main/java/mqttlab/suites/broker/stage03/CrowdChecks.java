package mqttlab.suites.broker.stage03;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.TraceFailure;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("A crowd of subscriptions")
class CrowdChecks {

    private static final int CLIENTS = 8;
    private static final int FILTERS_EACH = 250;
    private static final int ROUNDS = 10;
    private static final int TOPICS_A_ROUND = 12;
    private static final int FILTERS_OF_OTHERS = 20_000;
    private static final int MESSAGES = 40_000;
    private static final int A_PACKET = 500;

    @Graded(task = 5, points = 3, clause = {"MQTT-4.5.0-1", "MQTT-3.3.2-3", "MQTT-3.3.5-1"},
            dependsOn = {"wildcardsWorkTogether", "hashMatchesTheParent", "hashStaysBelowItsParent", "plusMatchesAnEmptyLevel",
                "overlappingFilters"},
            hint = "When the failure names a filter and a topic, try these two alone. When they behave then, what do other "
                    + "subscriptions of the same client, or of others, change? When it was too slow: with how many filters is each "
                    + "message compared?")
    @DisplayName("among 2,000 subscriptions each message goes to exactly those who have a filter for it; 20,000 others cost no time")
    void amongMany(Scene scene) {
        RandomTopics topics = new RandomTopics(scene.random(), scene.name("crowd"));
        Publisher luis = scene.publisher();
        List<CrowdMember> crowd = IntStream.range(0, CLIENTS)
                .mapToObj(i -> CrowdMember.with(scene, topics.filters(FILTERS_EACH))).toList();

        for (int round = 0; round < ROUNDS; round++) {
            List<String> names = topics.names(TOPICS_A_ROUND);
            for (int i = 0; i < names.size(); i++) {
                luis.publish(names.get(i), Integer.toString(i));
            }
            crowd.forEach(member -> member.receivesWhatItHasFiltersFor(names, luis));
        }
        publishBesideOthers(scene, luis);
    }

    /** So many of both that comparing each message with each filter takes a long time, however fast that is. */
    private static void publishBesideOthers(Scene scene, Publisher luis) {
        String others = scene.name("others");
        String quiet = scene.name("quiet");
        scene.trace().note("one client subscribes to %,d filters, and then %,d messages are published on topics beside them"
                .formatted(FILTERS_OF_OTHERS, MESSAGES));
        Subscriber eva = scene.subscriber(scene.client());
        for (int i = 0; i < FILTERS_OF_OTHERS; i += A_PACKET) {
            int first = i;
            eva.subscribeAtOnce(IntStream.range(first, first + A_PACKET).mapToObj(n -> "%s/%d/+/x".formatted(others, n))
                    .toArray(String[]::new));
        }
        Subscriber ana = scene.subscriber(quiet);
        awaitTaken(scene, CompletableFuture.runAsync(() -> publishMany(luis.client(), others), Thread::startVirtualThread));
        luis.publish(quiet, "behind them");
        ana.receives(quiet, "behind them");
    }

    private static void publishMany(WireClient luis, String others) {
        for (int i = 0; i < MESSAGES; i += A_PACKET) {
            ByteArrayOutputStream glued = new ByteArrayOutputStream();
            for (int n = i; n < i + A_PACKET; n++) {
                glued.writeBytes(Packets.publish("%s/%d/y/z".formatted(others, n)).packet().raw());
            }
            luis.sendOften(glued.toByteArray(), 1);
        }
    }

    private static void awaitTaken(Scene scene, CompletableFuture<Void> published) {
        Duration patience = Patience.usual();
        try {
            published.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof TraceFailure failure ? failure : scene.trace().failure(
                    "the broker takes %,d messages that are for nobody, beside %,d filters".formatted(MESSAGES, FILTERS_OF_OTHERS),
                    "after %s it had not yet taken all of them".formatted(Patience.text(patience)));
        }
    }
}
