package mqttlab.proofs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a test may find outside the checkout. All programs count, so that nobody has to keep a list of those that tests use. */
final class Machine {

    /** Settings of this project, and of Docker; but not where the proofs are. */
    private static final Predicate<String> VARIABLES =
            name -> name.matches("(LAB|DOCKER|TESTCONTAINERS)_.*|CI|LANG|LC_.*") && !name.equals("LAB_PROOFS");
    private static final Predicate<String> PROPERTIES = name -> name.matches("(lab|slides|jqwik|junit)\\..*");
    private static final List<String> SYSTEM = List.of("java.runtime.version", "java.vm.vendor", "os.name", "os.version",
            "os.arch", "file.encoding", "user.language", "user.timezone");

    private static final String DESCRIPTION = describe();

    private Machine() {
    }

    static String description() {
        return DESCRIPTION;
    }

    private static String describe() {
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().stringPropertyNames().stream().filter(PROPERTIES.or(SYSTEM::contains))
                .forEach(each -> properties.put(each, System.getProperty(each)));
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.keySet().removeIf(VARIABLES.negate());
        return "%s%n%s%na Docker engine answers: %s%n%s".formatted(properties, variables, dockerAnswers(), programs());
    }

    static boolean dockerAnswers() {
        String host = Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");
        if (!host.startsWith("unix://")) {
            return true;
        }
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(host.substring("unix://".length())))) {
            return socket.isConnected();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    static boolean has(String program) {
        return folders().anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
    }

    private static String programs() {
        return folders().map(Machine::listed).collect(Collectors.joining("\n"));
    }

    private static Stream<Path> folders() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).filter(each -> !each.isEmpty())
                .map(Path::of).filter(Files::isDirectory);
    }

    private static String listed(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().filter(Files::isRegularFile).map(Machine::program).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String program(Path file) {
        try {
            return file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return file.getFileName() + " cannot be read";
        }
    }
}
