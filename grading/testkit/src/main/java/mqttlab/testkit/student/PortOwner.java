package mqttlab.testkit.student;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out whether a port belongs to a process, or to one that it has started: a broker could print another broker's. Linux
 * lists who listens, and which sockets a process has open. Elsewhere, and where a process may not be looked at, nothing is known.
 *
 * @param lists     files with a line for each TCP socket
 * @param processes the folder with a folder for each process
 */
record PortOwner(List<Path> lists, Path processes) {

    /**
     * How a line names the addresses at which 127.0.0.1 is served, on a processor of either byte order. A listener at the first of
     * them gets the connection: at 127.0.0.1 itself, at all addresses of IPv4, or at all of IPv6, which may not be meant for IPv4 at
     * all. Docker has such listeners for its containers.
     */
    private static final List<Set<String>> LOCAL = List.of(
            Set.of("0100007F", "7F000001", "0000000000000000FFFF00000100007F", "00000000000000000000FFFF7F000001"),
            Set.of("00000000"), Set.of("0".repeat(32)));
    private static final String LISTENS = "0A";
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    static PortOwner here() {
        return in(Path.of("/proc/net"));
    }

    /** In the network that this process has. */
    static PortOwner where(ProcessHandle process) {
        return in(Path.of("/proc/%d/net".formatted(process.pid())));
    }

    private static PortOwner in(Path network) {
        return new PortOwner(List.of(network.resolve("tcp"), network.resolve("tcp6")), Path.of("/proc"));
    }

    /** Whether nobody listens there; empty where that cannot be known. */
    Optional<Boolean> isFree(int port) {
        try {
            return Optional.of(listening(port).isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether somebody else listens there; empty where that cannot be known. */
    Optional<Boolean> isAnother(ProcessHandle owner, int port) {
        try {
            Set<String> listening = listening(port);
            Set<String> own = sockets(owner.pid());
            owner.descendants().forEach(each -> own.addAll(socketsIfAny(each.pid())));
            return Optional.of(!own.containsAll(listening));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The sockets of whoever gets a connection to 127.0.0.1. */
    private Set<String> listening(int port) throws IOException {
        List<String[]> listening = new ArrayList<>();
        for (Path list : lists) {
            if (Files.exists(list) || list.equals(lists.getFirst())) {
                Files.readAllLines(list).stream().map(line -> SPACES.split(line.strip()))
                        .filter(fields -> fields.length > INODE && fields[STATE].equals(LISTENS)).forEach(listening::add);
            }
        }
        return LOCAL.stream().map(addresses -> sockets(listening, addresses, port)).filter(sockets -> !sockets.isEmpty())
                .findFirst().orElse(Set.of());
    }

    private static Set<String> sockets(List<String[]> listening, Set<String> addresses, int port) {
        return listening.stream().filter(fields -> addresses.stream()
                        .anyMatch(each -> fields[ADDRESS].equals("%s:%04X".formatted(each, port))))
                .map(fields -> "socket:[" + fields[INODE] + "]").collect(Collectors.toSet());
    }

    /** A process that ends meanwhile has none. */
    private Set<String> socketsIfAny(long pid) {
        try {
            return sockets(pid);
        } catch (IOException e) {
            return Set.of();
        }
    }

    private Set<String> sockets(long pid) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(processes.resolve(pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                target(descriptor).ifPresent(sockets::add);
            }
        }
        return sockets;
    }

    /** Of one that may have been closed since. */
    private static Optional<String> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
