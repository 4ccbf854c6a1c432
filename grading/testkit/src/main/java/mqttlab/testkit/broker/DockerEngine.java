package mqttlab.testkit.broker;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A quick look whether a Docker engine answers, at the places where Testcontainers will look: it needs seconds and many
 * lines of log to find that there is none.
 */
final class DockerEngine {

    /** One that is not there is refused at once; one on a busy machine takes its time. */
    private static final long PATIENCE_MILLIS = 5_000;
    private static final Pattern VERSION = Pattern.compile("\"Version\"\\s*:\\s*\"([^\"]+)\"");

    /** @param problem why there is none; empty when it answers */
    record Look(boolean answers, String version, String problem) {
    }

    private DockerEngine() {
    }

    static Look look() {
        Optional<URI> told = told(System.getenv("DOCKER_HOST"), Path.of(System.getProperty("user.home")));
        List<URI> places = told.map(List::of).orElseGet(DockerEngine::usualPlaces);
        List<String> problems = new ArrayList<>();
        for (URI place : places) {
            Look look = look(place);
            if (look.answers) {
                return look;
            }
            problems.add(look.problem);
        }
        return new Look(false, "", problems.isEmpty() ? "there is no /var/run/docker.sock" : String.join(", ", problems));
    }

    /** Where the user says the engine is, in the order in which Testcontainers asks. */
    static Optional<URI> told(String environment, Path home) {
        Properties file = new Properties();
        try (InputStream in = new FileInputStream(home.resolve(".testcontainers.properties").toFile())) {
            file.load(in);
        } catch (IOException e) {
            // Few people have one.
        }
        return Stream.of(file.getProperty("tc.host", ""), environment == null ? "" : environment,
                        file.getProperty("docker.host", ""))
                .filter(text -> !text.isBlank()).map(URI::create).findFirst();
    }

    private static List<URI> usualPlaces() {
        Path home = Path.of(System.getProperty("user.home"));
        Stream<Path> sockets = Stream.of(Path.of("/var/run/docker.sock"),
                Path.of(Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR")).orElse("/nowhere"), "docker.sock"),
                home.resolve(".docker/run/docker.sock"), home.resolve(".docker/desktop/docker.sock"));
        Stream<URI> pipes = Stream.of(URI.create("npipe:////./pipe/docker_engine"));
        return Stream.concat(sockets.filter(Files::exists).map(path -> URI.create("unix://" + path)),
                pipes.filter(pipe -> Files.exists(Path.of(pipe.getPath())))).toList();
    }

    static Look look(URI place) {
        CompletableFuture<Look> asked = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("docker-look").start(() -> asked.complete(ask(place)));
        try {
            return asked.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return new Look(false, "", place + " does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Look(false, "", "interrupted");
        }
    }

    private static Look ask(URI place) {
        try {
            return switch (String.valueOf(place.getScheme())) {
                case "unix" -> askSocket(Path.of(place.getPath()));
                case "tcp", "http" -> askHost(place);
                default -> new Look(true, "", "");
            };
        } catch (IOException | RuntimeException e) {
            String why = String.valueOf(e.getMessage());
            return new Look(false, "", why.contains("ermission") || why.contains("not permitted")
                    ? "you may not use " + place.getPath() + " (are you in the group docker?)"
                    : place + " does not answer (" + why + ")");
        }
    }

    private static Look askSocket(Path path) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(path));
            return ask(path.toString(), Channels.newInputStream(channel), Channels.newOutputStream(channel));
        }
    }

    private static Look askHost(URI place) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(place.getHost(), place.getPort() == -1 ? 2375 : place.getPort()), 500);
            // Over TLS only Testcontainers can ask further: something listens there, that must do.
            return "1".equals(System.getenv("DOCKER_TLS_VERIFY")) ? new Look(true, "", "")
                    : ask(place.toString(), socket.getInputStream(), socket.getOutputStream());
        }
    }

    private static Look ask(String where, InputStream in, OutputStream out) throws IOException {
        out.write("GET /version HTTP/1.0\r\nHost: docker\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        // Its components have versions too; the engine's own comes last.
        List<String> found = VERSION.matcher(answer).results().map(result -> result.group(1)).toList();
        return found.isEmpty() ? new Look(false, "", where + " is no Docker engine") : new Look(true, found.getLast(), "");
    }
}
