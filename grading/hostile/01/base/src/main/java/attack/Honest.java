package attack;

import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Publisher;
import mqttlab.lab01.PahoPublisher;

/** Publishes as it should. An attack that worked gives itself away, and has no points. */
class Honest implements Publisher {

    private final PahoPublisher solution = new PahoPublisher();

    static void breach(String what) {
        System.out.println("BREACH: " + what);
        throw new IllegalStateException("BREACH: " + what);
    }

    @Override
    public void connect(String brokerUri, String clientId) throws BrokerUnavailableException {
        solution.connect(brokerUri, clientId);
    }

    @Override
    public void publish(News news) throws BrokerUnavailableException {
        solution.publish(news);
    }

    @Override
    public void close() {
        solution.close();
    }
}
