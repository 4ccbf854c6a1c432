package mqttlab.suites.lab01;

import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Publisher;
import mqttlab.contracts.news.Subscriber;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.tap.FaultApplied.Fault;

/** What the checks of this lab begin with: a city of their own, and clients that are connected to the tap. */
record Newsstand(Scene scene, String city) {

    static Newsstand in(Scene scene) {
        return new Newsstand(scene, scene.name("cadiz"));
    }

    /**
     * For so long an answer is held back: more than enough for a call that does not wait for it to return, and nothing that
     * somebody who sleeps instead could know.
     */
    Duration aWhile() {
        return Duration.ofMillis(scene.random().nextInt(200, 600));
    }

    /** The next such answer of the broker never comes, and another comes in its place. */
    void answerInstead(PacketType answer, UnaryOperator<Packet> instead) {
        scene.tap().when(fromBroker(answer)).once().hold();
        scene.when(fault(Fault.HELD, fromBroker(answer)), held ->
                scene.tap().slipIn(held.connection(), instead.apply(held.packet().orElseThrow().packet())));
    }

    /** Before the next such answer of the broker, its client gets these packets, as if the broker had sent them. */
    void slipInBefore(PacketType answer, List<Packet> packets) {
        scene.tap().when(fromBroker(answer)).once().delay(aWhile());
        scene.when(fault(Fault.DELAYED, fromBroker(answer)), delayed ->
                packets.forEach(packet -> scene.tap().slipIn(delayed.connection(), packet)));
    }

    Publisher newsroom() throws BrokerUnavailableException {
        return newsroom(scene.brokerUri());
    }

    Publisher newsroom(String brokerUri) throws BrokerUnavailableException {
        Publisher newsroom = scene.create(Publisher.class);
        newsroom.connect(brokerUri, scene.name("newsroom"));
        return newsroom;
    }

    Subscriber subscriber() throws BrokerUnavailableException {
        return subscriber(scene.brokerUri());
    }

    Subscriber subscriber(String brokerUri) throws BrokerUnavailableException {
        Subscriber subscriber = scene.create(Subscriber.class);
        subscriber.connect(brokerUri, scene.name("reader"));
        return subscriber;
    }

    /** Whom the student's subscriber hands the news. */
    Recipient<News> reader() {
        return scene.recipient("the reader", News::headline);
    }

    /** Everything about this check's city. */
    String filter() {
        return "news/" + city + "/+";
    }

    String topic(String section) {
        return "news/" + city + "/" + section;
    }

    News news(String section, String headline, String text) {
        return new News(city, section, headline, text);
    }

    News carnival() {
        return news("culture", "Carnaval de Cádiz: empieza el concurso", "A las ocho, en el Gran Teatro Falla.");
    }
}
