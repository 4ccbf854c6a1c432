package mqttlab.lab01;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mqttlab.contracts.news.News;

/** De noticia a mensaje y vuelta. */
final class Topics {

    private Topics() {
    }

    static String of(News news) {
        return String.join("/", "news", news.city(), news.section());
    }

    static byte[] payload(News news) {
        return (news.headline() + '\n' + news.text()).getBytes(StandardCharsets.UTF_8);
    }

    static Optional<News> news(String topic, byte[] payload) {
        String[] parts = topic.split("/", -1);
        if (parts.length != 3 || !parts[0].equals("news") || parts[1].isEmpty() || parts[2].isEmpty()) {
            return Optional.empty();
        }
        String all = new String(payload, StandardCharsets.UTF_8);
        int lineFeed = all.indexOf('\n');
        return Optional.of(lineFeed < 0
                ? new News(parts[1], parts[2], all, "")
                : new News(parts[1], parts[2], all.substring(0, lineFeed), all.substring(lineFeed + 1)));
    }
}
