package mqttlab.bench.contender;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mqttlab.testkit.InfrastructureException;

/** The brokers that take part, by the names that a person gave. */
public final class LineUp {

    /** To which all others are compared. */
    public static final String YARDSTICK = Mosquitto.NAME;
    public static final List<String> DEFAULT = List.of(YARDSTICK, "reference", "moquette", "hivemq");

    private LineUp() {
    }

    /** Those of the default that this machine has; whom it lacks is said. */
    public static List<Contender> present(Path course, Consumer<String> say) {
        List<Contender> present = new ArrayList<>();
        for (String name : DEFAULT) {
            Contender contender = named(name, course);
            Optional<String> missing = contender.missing();
            missing.ifPresentOrElse(what -> say.accept(name + " takes no part: " + what), () -> present.add(contender));
        }
        return present;
    }

    /** Those that were asked for by name: each must be there. */
    public static List<Contender> asked(List<String> names, Path course) {
        List<Contender> contenders = names.stream().distinct().map(name -> named(name, course)).toList();
        contenders.forEach(each -> each.missing().ifPresent(what -> {
            throw new InfrastructureException("you asked for " + each.name() + ", but " + what);
        }));
        return contenders;
    }

    private static Contender named(String name, Path course) {
        return switch (name) {
            case "reference" -> new Reference(course, "loops");
            case "threads" -> new Reference(course, "threads");
            case Mosquitto.NAME -> new Mosquitto();
            case "moquette" -> new Moquette();
            case "hivemq" -> new Hivemq(course);
            default -> remote(name);
        };
    }

    private static Contender remote(String name) {
        try {
            URI uri = URI.create(name);
            if ("tcp".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
                return new Remote(name, new InetSocketAddress(uri.getHost(), uri.getPort()));
            }
        } catch (IllegalArgumentException notAnAddress) {
            // falls through to the one message that says what is wanted
        }
        throw new InfrastructureException("there is no broker '%s'. There are: %s, and tcp://HOST:PORT for one that is running"
                .formatted(name, String.join(", ", DEFAULT)));
    }
}
