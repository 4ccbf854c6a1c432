package mqttlab.testkit.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;

/**
 * The sandbox that this machine has, or that was asked for.
 *
 * @param notice in a line, what is not protected
 */
public record SandboxChoice(Sandbox sandbox, String notice) {

    private static final String INSTALL = "there is no bwrap on the PATH: install bubblewrap";
    private static final String UNPROTECTED =
            "no sandbox: students' code can read and change your files, start programs and use the network";

    /** What a person asked for. @param secrets folders whose files are to be out of reach */
    public static SandboxChoice named(String word, List<Path> secrets) {
        return named(word, secrets, Bubblewrap::here);
    }

    static SandboxChoice named(String word, List<Path> secrets, Supplier<Optional<Bubblewrap>> bubblewrap) {
        return switch (word) {
            case "none" -> new SandboxChoice(Sandbox.NONE, UNPROTECTED + ", as you asked for none");
            case "bwrap", "auto" -> {
                try {
                    yield best(bubblewrap.get().orElseThrow(() -> new IOException(INSTALL)), secrets);
                } catch (IOException e) {
                    if (word.equals("bwrap")) {
                        throw new InfrastructureException("You asked for the sandbox 'bwrap', but " + e.getMessage(), e);
                    }
                    yield new SandboxChoice(Sandbox.NONE, UNPROTECTED + ", because " + e.getMessage());
                }
            }
            default -> throw new InfrastructureException("There is no sandbox '" + word + "'. There are auto, bwrap and none.");
        };
    }

    /** Not all kernels and containers let a process have a network of its own; all else must hold there, too. */
    private static SandboxChoice best(Bubblewrap bubblewrap, List<Path> secrets) throws IOException {
        try {
            return enclosed(bubblewrap, secrets);
        } catch (IOException e) {
            return enclosed(bubblewrap.withThisNetwork(), secrets);
        }
    }

    private static SandboxChoice enclosed(Bubblewrap bubblewrap, List<Path> secrets) throws IOException {
        Set<Attack> attacks = EnumSet.copyOf(Attack.QUICK);
        if (!bubblewrap.ownNetwork()) {
            attacks.remove(Attack.NETWORK);
        }
        Map<Attack, Boolean> contained = trial(bubblewrap, secrets, attacks);
        List<Attack> broken = contained.keySet().stream().filter(each -> !contained.get(each)).toList();
        if (!broken.isEmpty()) {
            throw new IOException("in the sandbox of " + bubblewrap.program() + " it could still " + deeds(broken));
        }
        return new SandboxChoice(bubblewrap, notice(bubblewrap));
    }

    private static String notice(Bubblewrap bubblewrap) {
        List<String> open = Stream.of(bubblewrap.boundsProcesses() ? "" : "start any number of processes",
                bubblewrap.ownNetwork() ? "" : "use the network").filter(each -> !each.isEmpty()).toList();
        return "students' code runs in a sandbox (bwrap)"
                + (open.isEmpty() ? ", without a network" : "; it can still " + String.join(", and ", open));
    }

    private static Map<Attack, Boolean> trial(Bubblewrap bubblewrap, List<Path> secrets, Collection<Attack> attacks)
            throws IOException {
        try {
            return new Trial(bubblewrap, secrets).of(attacks);
        } catch (IOException e) {
            throw new IOException("nothing can be run in the sandbox of " + bubblewrap.program() + ": " + e.getMessage(), e);
        }
    }

    /** Tries all attacks, and says of each whether it is contained. @throws InfrastructureException if there is no sandbox */
    public static Map<Attack, Boolean> examination(List<Path> secrets) {
        try {
            Bubblewrap here = Bubblewrap.here().orElseThrow(() -> new IOException(INSTALL));
            try {
                return trial(here, secrets, EnumSet.allOf(Attack.class));
            } catch (IOException e) {
                return trial(here.withThisNetwork(), secrets, EnumSet.allOf(Attack.class));
            }
        } catch (IOException e) {
            throw new InfrastructureException("There is no sandbox: " + e.getMessage(), e);
        }
    }

    private static String deeds(List<Attack> attacks) {
        return attacks.stream().map(Attack::deed).collect(Collectors.joining(", "));
    }
}
