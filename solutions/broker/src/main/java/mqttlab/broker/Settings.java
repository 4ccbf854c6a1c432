package mqttlab.broker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the broker is told when it starts: {@code name=value}, each name once. */
final class Settings {

    static final String USAGE = "port=N [bind=ADDRESS] [data=FOLDER] [passwords=FILE] [acl=FILE] [tls=PORT certificate=FILE key=FILE"
            + " [client-authorities=FILE]] [websocket=PORT] [websocket-tls=PORT] [max-packet=BYTES] [log=debug|info|warning|error]";
    private static final List<String> NAMES = List.of("port", "bind", "data", "passwords", "acl", "tls", "certificate", "key",
            "client-authorities", "websocket", "websocket-tls", "max-packet", "log");

    /** A setting that cannot be used; its message says which, and what would be right. */
    static final class BadSetting extends Exception {

        private static final long serialVersionUID = 1;

        BadSetting(String message) {
            super(message);
        }
    }

    private final Map<String, String> values = new LinkedHashMap<>();

    private Settings() {
    }

    static Settings of(String... args) throws BadSetting {
        Settings settings = new Settings();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            if (equals < 0 || !NAMES.contains(name)) {
                throw new BadSetting("there is no setting '" + arg + "'. There are: " + USAGE);
            }
            if (settings.values.put(name, arg.substring(equals + 1)) != null) {
                throw new BadSetting("the setting '" + name + "' is given twice");
            }
        }
        return settings;
    }

    /** A port by its name, of which 0 is any that is free. */
    OptionalInt port(String name) throws BadSetting {
        Optional<Integer> port = number(name, 0, 65_535);
        return port.isPresent() ? OptionalInt.of(port.get()) : OptionalInt.empty();
    }

    Optional<Integer> number(String name, int least, int most) throws BadSetting {
        String value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // As bad as one that is out of range.
        }
        throw new BadSetting("%s=%s: give a number from %d to %d".formatted(name, value, least, most));
    }

    Optional<Path> path(String name) {
        return Optional.ofNullable(values.get(name)).map(Path::of);
    }

    Path requiredPath(String name, String because) throws BadSetting {
        return path(name).orElseThrow(() -> new BadSetting("the setting '" + name + "' is missing: " + because));
    }

    /** Only this machine, unless told otherwise. */
    InetAddress bind() throws BadSetting {
        String address = values.getOrDefault("bind", "127.0.0.1");
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new BadSetting("bind=%s: that is no address of this machine".formatted(address));
        }
    }

    Optional<System.Logger.Level> log() throws BadSetting {
        Optional<String> level = Optional.ofNullable(values.get("log"));
        try {
            return level.map(word -> System.Logger.Level.valueOf(word.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new BadSetting("log=%s: give debug, info, warning or error".formatted(level.get()));
        }
    }
}
