package mqttlab.suites.broker.stage11;

import mqttlab.testkit.check.Scene;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;

/** Two clients that have nothing to do with what others are up to, and are to notice nothing of it. */
final class Bystander {

    private final Scene scene;
    private final String topic;
    private final Publisher publisher;
    private final Subscriber subscriber;
    private int messages;

    Bystander(Scene scene) {
        this.scene = scene;
        this.topic = scene.name("quiet");
        this.publisher = scene.publisher();
        this.subscriber = scene.subscriber(topic);
    }

    void isServed() {
        messages++;
        publisher.publish(topic, "message " + messages);
        subscriber.receivesExactly(topic, "message " + messages);
    }

    /** Also for those who come only now. */
    void allIsWell() {
        isServed();
        scene.connect(scene.name("newcomer")).ping();
    }
}
