package mqttlab.suites.lab01;

import java.time.Duration;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Publisher;
import mqttlab.contracts.news.Subscriber;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;

/** What the checks of this lab begin with: a city of their own, and clients that are connected to the tap. */
record Newsstand(Scene scene, String city) {

    /** For so long an acknowledgement is held back: more than enough for a call that does not wait for it to return. */
    static final Duration A_WHILE = Duration.ofMillis(300);

    static Newsstand in(Scene scene) {
        return new Newsstand(scene, scene.name("cadiz"));
    }

    Publisher newsroom() throws BrokerUnavailableException {
        Publisher newsroom = scene.create(Publisher.class);
        newsroom.connect(scene.brokerUri(), scene.name("newsroom"));
        return newsroom;
    }

    Subscriber subscriber() throws BrokerUnavailableException {
        Subscriber subscriber = scene.create(Subscriber.class);
        subscriber.connect(scene.brokerUri(), scene.name("reader"));
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
