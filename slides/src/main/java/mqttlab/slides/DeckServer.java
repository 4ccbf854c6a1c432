package mqttlab.slides;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mqttlab.testkit.InfrastructureException;

/**
 * Shows decks to browsers on this machine. A page of a deck asks for the next change, and loads itself again when it gets the
 * answer; which slide it is at stands in its address. Safe for use by several threads.
 */
final class DeckServer implements AutoCloseable {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final String NEXT_CHANGE = "/next-change";
    /** It asks when it is shown, and names the change that it has: what comes in between is not missed. */
    private static final String RELOAD = """
            <script>fetch('%s?after=%d').then(answer => answer.ok && location.reload(), () => {})</script>
            """;

    private final Path shown;
    private final HttpServer server;
    private final List<HttpExchange> waiting = new ArrayList<>();
    private int changes;

    /** @param decks such as {@code en/01-publish-subscribe} */
    DeckServer(Path shown, List<String> decks) {
        this.shown = shown;
        Filter fresh = Filter.beforeHandler("Nothing is kept by the browser",
                page -> page.getResponseHeaders().set("Cache-Control", "no-store"));
        try {
            this.server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        } catch (IOException e) {
            throw new InfrastructureException("cannot serve the decks: " + e.getMessage(), e);
        }
        server.createContext("/", SimpleFileServer.createFileHandler(shown.toAbsolutePath())).getFilters().add(fresh);
        decks.forEach(deck -> server.createContext(path(deck), page -> show(deck, page)).getFilters().add(fresh));
        server.createContext(NEXT_CHANGE, this::awaitChange).getFilters().add(fresh);
        server.start();
    }

    URI uri(String deck) {
        return URI.create("http://%s:%d%s".formatted(HERE.getHostAddress(), server.getAddress().getPort(), path(deck)));
    }

    private static String path(String deck) {
        return "/" + deck + ".html";
    }

    private void show(String deck, HttpExchange page) throws IOException {
        try (page) {
            String reload = RELOAD.formatted(NEXT_CHANGE, changes());
            Path made = shown.resolve(deck + ".html");
            byte[] text = ((Files.exists(made) ? Files.readString(made) : "Not converted yet.") + reload).getBytes(UTF_8);
            page.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            page.sendResponseHeaders(200, text.length);
            page.getResponseBody().write(text);
        }
    }

    private synchronized int changes() {
        return changes;
    }

    /** Keeps the question until there is an answer. */
    private synchronized void awaitChange(HttpExchange question) {
        if (("after=" + changes).equals(question.getRequestURI().getQuery())) {
            waiting.add(question);
        } else {
            answer(question);
        }
    }

    /** Some deck, or what decks look like, is another one now. */
    synchronized void changed() {
        changes++;
        waiting.forEach(DeckServer::answer);
        waiting.clear();
    }

    private static void answer(HttpExchange question) {
        try (question) {
            question.sendResponseHeaders(204, -1);
        } catch (IOException e) {
            // Whoever asked has closed the page.
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
