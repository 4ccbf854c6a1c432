package mqttlab.broker.access;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mqttlab.broker.file.Line;

/** The users of a password file of Mosquitto: {@code name:hash} lines, and comments that begin with {@code #}. */
final class Passwords {

    private final Map<String, PasswordHash> users;
    private final List<PasswordHash> hashes;

    private Passwords(Map<String, PasswordHash> users) {
        this.users = users;
        this.hashes = List.copyOf(users.values());
    }

    static Passwords read(Path file) {
        Map<String, PasswordHash> users = new HashMap<>();
        Line.of(file).forEach(line -> add(users, line));
        return new Passwords(users);
    }

    private static void add(Map<String, PasswordHash> users, Line line) {
        int colon = line.text().indexOf(':');
        String name = line.text().substring(0, Math.max(colon, 0)).strip();
        if (name.isEmpty()) {
            throw line.wrong("there is no user name; a line should be user:hash, as mosquitto_passwd writes it");
        }
        if (users.putIfAbsent(name, PasswordHash.parse(line, line.text().substring(colon + 1).strip())) != null) {
            throw line.wrong("user '%s' is there twice; leave one of the lines", name);
        }
    }

    /**
     * An unknown user takes as much time as a known one, so that nobody can find out which users there are: the password
     * is compared with somebody else's hash, always the same one for that name.
     */
    boolean match(String userName, byte[] password) {
        // An empty password is none: whoever left it empty has not thought of it yet.
        if (hashes.isEmpty() || password.length == 0) {
            return false;
        }
        PasswordHash own = users.get(userName);
        PasswordHash compared = own != null ? own : hashes.get(Math.floorMod(userName.hashCode(), hashes.size()));
        return compared.matches(password) && own != null;
    }
}
