package mqttlab.testkit.broker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import org.testcontainers.DockerClientFactory;

/** The image that Mosquitto's containers are made of. */
final class MosquittoImage {

    private static final String DEFAULT = "eclipse-mosquitto:2.0.22";
    private static final long PULL_SECONDS = 180;

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
        DockerEngine.Look look = DockerEngine.look();
        if (!look.answers()) {
            return Availability.missing(BrokerKind.CONTAINER, "no Docker engine (" + look.problem() + ")",
                    "Install Docker or Podman's Docker socket and start it, or work with another kind of broker.");
        }
        return Availability.found(BrokerKind.CONTAINER,
                ("Docker " + look.version()).strip() + ", image " + name());
    }

    /** A client for the engine, once the image is there; pulls it when it is not. */
    static DockerClient ready() {
        QuietLogs.please();
        try {
            DockerClient docker = DockerClientFactory.instance().client();
            if (!present(docker)) {
                pull(docker);
            }
            return docker;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("Interrupted while getting the image " + name() + ".", e);
        } catch (IllegalStateException e) {
            throw new InfrastructureException("The Docker engine cannot be used: " + Reasons.of(e), e);
        }
    }

    private static boolean present(DockerClient docker) {
        try {
            docker.inspectImageCmd(name()).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** Not through Testcontainers, which would go on trying for two minutes where there is no network. */
    private static void pull(DockerClient docker) throws InterruptedException {
        try {
            if (!docker.pullImageCmd(name()).exec(new PullImageResultCallback())
                    .awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS)) {
                throw new InfrastructureException("The image %s was not here after %d s. Pull it with: docker pull %1$s"
                        .formatted(name(), PULL_SECONDS));
            }
        } catch (DockerException | com.github.dockerjava.api.exception.DockerClientException e) {
            throw new InfrastructureException("The image %s is not here and cannot be pulled: %s"
                    .formatted(name(), Reasons.of(e)), e);
        }
    }
}
