package mqttlab.broker.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mqttlab.broker.health.Limits;
import mqttlab.broker.server.Broker;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A page with Paho for JavaScript, in a real browser. It is served by this test, and reports back to it. Where everything must
 * be tested ({@code LAB_BROKER} is {@code container}), a machine without Chromium fails.
 */
@DisplayName("A browser")
@ProvedOnce(reads = {})
class BrowserTest {

    private static final String PAHO = "/META-INF/resources/webjars/paho-mqtt/1.1.0/paho-mqtt.js";

    @TempDir
    private Path profile;

    @Test
    @DisplayName("publishes and subscribes over WebSocket: every QoS, a retained message, a persistent session, a will")
    void webSocket() throws Exception {
        Optional<Path> chromium = chromium();
        assumeTrue(chromium.isPresent() || "container".equals(System.getenv("LAB_BROKER")), "there is no Chromium here");
        assertThat(chromium).as("Chromium on the PATH").isPresent();

        CompletableFuture<String> outcome = new CompletableFuture<>();
        InetAddress here = InetAddress.getLoopbackAddress();
        HttpServer site = HttpServer.create(new InetSocketAddress(here, 0), 0);
        try (Broker broker = new Broker(Limits.DEFAULT)) {
            int port = broker.listenForWebSocket(here, 0).port();
            site.createContext("/", exchange -> send(exchange, "page.html", "text/html"));
            site.createContext("/paho-mqtt.js", exchange -> send(exchange, PAHO, "text/javascript"));
            site.createContext("/outcome", exchange -> {
                outcome.complete(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                exchange.sendResponseHeaders(204, -1);
            });
            site.start();
            Process browser = new ProcessBuilder(chromium.get().toString(), "--headless", "--no-sandbox", "--disable-gpu",
                    "--no-first-run", "--user-data-dir=" + profile,
                    "http://127.0.0.1:%d/?broker=%d".formatted(site.getAddress().getPort(), port))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            try {
                assertThat(outcome.get(60, TimeUnit.SECONDS)).isEqualTo("all came");
            } finally {
                end(browser);
            }
        } finally {
            site.stop(0);
        }
    }

    private static Optional<Path> chromium() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome").map(name -> Path.of(folder, name)))
                .filter(file -> file.toFile().canExecute())
                .findFirst();
    }

    private static void send(HttpExchange exchange, String resource, String type) throws IOException {
        try (InputStream in = BrowserTest.class.getResourceAsStream(resource)) {
            byte[] bytes = in.readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } finally {
            exchange.close();
        }
    }

    /** With its children, which write to the profile until they are gone. */
    private static void end(Process browser) {
        List<ProcessHandle> family = Stream.concat(browser.descendants(), Stream.of(browser.toHandle())).toList();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(each -> each.onExit().join());
    }
}
