package mqttlab.suites.broker.stage03;

import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Topics that begin with $")
class HiddenTopicsChecks {

    @Graded(task = 1, points = 2, clause = "MQTT-4.7.2-1", dependsOn = {"hashAloneMatchesAll", "plusMatchesOneLevel"},
            hint = "The broker's own topics begin with $, and who asks for everything does not want them. Which "
                    + "wildcards are concerned, and at which level?")
    @DisplayName("filters that begin with a wildcard do not match topics that begin with $")
    void wildcardsDoNotMatchHiddenTopics(Scene scene) {
        // Of its own, as # hears everything.
        scene.ownBroker(BrokerSettings.anonymous());
        Subscriber ana = scene.subscriber("#", "+/monitor/#", "+/+");

        ana.receivesNothingOn("$lab/monitor", "$lab/monitor/clients", "$lab", "$/monitor");
        Subscriber eva = scene.subscriber("+");
        Publisher luis = scene.publisher();
        luis.publish("$lab", "hidden");
        luis.publish("lab", "not hidden");
        eva.receives("lab", "not hidden");
    }

    @Graded(task = 1, points = 1, dependsOn = {"plusMatchesOneLevel", "hashMatchesAnyNumberOfLevels"},
            reason = "A client that asks for a topic with $ by its name is to get it: what the broker tells about itself goes "
                    + "there.",
            hint = "Hidden topics are hidden from filters that begin with a wildcard. What if the wildcard comes after the $?")
    @DisplayName("a filter that begins with the same $ level matches them as any other topic")
    void hiddenTopicsAreHeardByName(Scene scene) {
        String monitor = scene.name("monitor");
        Subscriber ana = scene.subscriber("$lab/" + monitor + "/#", "$lab/+/" + monitor);

        ana.receivesOn("$lab/" + monitor, "$lab/" + monitor + "/clients", "$lab/x/" + monitor);
    }
}
