package mqttlab.lab01;

import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Publisher;

public final class PahoPublisher implements Publisher {

    static {
        Marcador.todoBien();
    }

    @Override
    public void connect(String brokerUri, String clientId) {
        Marcador.todoBien();
    }

    @Override
    public void publish(News news) {
        System.out.println("PASSED publish");
    }

    @Override
    public void close() {
    }
}
