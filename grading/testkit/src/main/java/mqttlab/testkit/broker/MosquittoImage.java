package mqttlab.testkit.broker;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import org.testcontainers.DockerClientFactory;

/** The image that Mosquitto's containers are made of, and the engine that runs them. */
final class MosquittoImage {

    private static final String DEFAULT = "eclipse-mosquitto:2.0.22";
    private static final int PULL_SECONDS = 180;
    private static final int CLIENT_SECONDS = 60;
    private static final int LOOK_SECONDS = 15;

    /** A docker without network says so in many words, which nobody wants to read before each check. */
    static final class Unpullable extends InfrastructureException {
        private static final long serialVersionUID = 1L;

        Unpullable(String said) {
            super("The image %s is not here and cannot be pulled: %s".formatted(name(), said));
        }

        String inBrief() {
            return "the image %s is not here (./lab doctor)".formatted(name());
        }
    }

    /**
     * Testcontainers' client, asked for once in this JVM. It starts Testcontainers' reaper, whose image it tries to pull
     * for minutes where there is no network: so it is asked in a thread that may be left behind.
     */
    private static final class Client {
        private static final CompletableFuture<DockerClient> ASKED = new CompletableFuture<>();

        static {
            Thread.ofPlatform().daemon().name("docker-client").start(() -> {
                try {
                    ASKED.complete(DockerClientFactory.instance().client());
                } catch (RuntimeException | Error e) {
                    ASKED.completeExceptionally(e);
                }
            });
        }
    }

    private MosquittoImage() {
    }

    /** {@code -Dlab.mosquitto.image}, or LAB_MOSQUITTO_IMAGE, or a version of {@code eclipse-mosquitto} known to work. */
    static String name() {
        return Stream.of(System.getProperty("lab.mosquitto.image"), System.getenv("LAB_MOSQUITTO_IMAGE"), DEFAULT)
                .flatMap(name -> Optional.ofNullable(name).stream())
                .filter(name -> !name.isBlank())
                .findFirst().orElseThrow();
    }

    static Availability availability() {
        return availability(DockerEngine.look());
    }

    /** Asks for the image, too: whether it is here, or else whether a registry has it. Pulls nothing. */
    static Availability withImage() {
        return withImage(DockerEngine.look(), MosquittoImage::dockerCan);
    }

    /** @param docker whether a command of docker succeeds */
    static Availability withImage(DockerEngine.Look look, Predicate<List<String>> docker) {
        Availability engine = availability(look);
        if (!engine.available() || docker.test(List.of("image", "inspect", name()))) {
            return engine;
        }
        if (docker.test(List.of("manifest", "inspect", name()))) {
            return Availability.found(BrokerKind.CONTAINER, engine.detail() + ", which the first check will pull");
        }
        return Availability.missing(BrokerKind.CONTAINER,
                "Docker is here, but its image %s is not, and cannot be pulled".formatted(name()),
                "Connect to the network and run 'docker pull %s', or use another kind of broker.".formatted(name()));
    }

    /** Where there is no such command, Testcontainers will pull what it needs. */
    private static boolean dockerCan(List<String> arguments) {
        try {
            Process process = docker(arguments.toArray(String[]::new));
            CompletableFuture.runAsync(() -> drain(process));
            boolean ended = process.waitFor(LOOK_SECONDS, TimeUnit.SECONDS);
            process.destroy();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void drain(Process process) {
        try {
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It was ended.
        }
    }

    private static Availability availability(DockerEngine.Look look) {
        if (!look.answers()) {
            return Availability.missing(BrokerKind.CONTAINER, "no Docker engine (" + look.problem() + ")",
                    "Install Docker and start it, or use another kind of broker.");
        }
        return Availability.found(BrokerKind.CONTAINER, ("Docker " + look.version()).strip() + ", image " + name());
    }

    /** A client for the engine, once the image is there; pulls it when it is not. */
    static DockerClient ready() {
        QuietLogs.please();
        try {
            pullIfMissing();
            return Client.ASKED.get(CLIENT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new InfrastructureException("Docker is not ready for tests after %d s: Testcontainers may lack its image "
                    .formatted(CLIENT_SECONDS) + "testcontainers/ryuk, or set TESTCONTAINERS_RYUK_DISABLED=true.", e);
        } catch (ExecutionException | IOException e) {
            throw new InfrastructureException("The Docker engine cannot be used: " + Reasons.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("Interrupted while getting the image " + name() + ".", e);
        }
    }

    /**
     * Through the docker command, which knows the user's registries, and which says at once that there is no network.
     * Where there is no such command Testcontainers pulls.
     */
    private static void pullIfMissing() throws IOException, InterruptedException {
        Process inspect;
        try {
            inspect = docker("image", "inspect", name());
        } catch (IOException e) {
            return;
        }
        inspect.getInputStream().readAllBytes();
        if (inspect.waitFor() == 0) {
            return;
        }
        Process pull = docker("pull", "-q", name());
        if (!pull.waitFor(PULL_SECONDS, TimeUnit.SECONDS)) {
            pull.destroy();
            throw new InfrastructureException("The image %s was not here after %d s. Try: docker pull %1$s"
                    .formatted(name(), PULL_SECONDS));
        }
        if (pull.exitValue() != 0) {
            String said = new String(pull.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            throw new Unpullable(said);
        }
    }

    private static Process docker(String... arguments) throws IOException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList())
                .redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process;
    }
}
