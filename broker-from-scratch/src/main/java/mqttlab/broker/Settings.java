package mqttlab.broker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the broker is told when it starts: {@code name=value}, each name once. */
final class Settings {

    /** Each setting, and what it takes. */
    private static final String[] KNOWN = {
        "port=N", "bind=ADDRESS",
    };
    static final String USAGE = "[" + String.join("] [", KNOWN) + "]";
    private static final int DEFAULT_PORT = 1883;
    static final int LAST_PORT = 65_535;

    /** A setting that cannot be used. Its message says which, and what would be right. */
    static final class BadSetting extends Exception {

        private static final long serialVersionUID = 1;

        BadSetting(String message) {
            super(message);
        }
    }

    private final Map<String, String> values = new HashMap<>();

    private Settings() {
    }

    static Settings of(String... args) throws BadSetting {
        Settings settings = new Settings();
        for (String arg : args) {
            String[] setting = arg.split("=", 2);
            if (setting.length < 2 || Stream.of(KNOWN).noneMatch(known -> known.startsWith(setting[0] + "="))) {
                throw new BadSetting("there is no setting '" + arg + "'. There are: " + USAGE);
            }
            if (settings.values.put(setting[0], setting[1]) != null) {
                throw new BadSetting("the setting '" + setting[0] + "' is given twice");
            }
        }
        return settings;
    }

    /** The port on which the broker listens; 0 is any free port. */
    int port() throws BadSetting {
        return number("port", 0, LAST_PORT).orElse(DEFAULT_PORT);
    }

    Optional<Integer> number(String name, int min, int max) throws BadSetting {
        String value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // As bad as one that is out of range.
        }
        throw new BadSetting("%s=%s: give a number from %d to %d".formatted(name, value, min, max));
    }

    /** The address at which the broker can be reached: unless told otherwise, only from this machine itself. */
    InetAddress bind() throws BadSetting {
        String address = values.getOrDefault("bind", "127.0.0.1");
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new BadSetting("bind=%s: that is not an address of this machine".formatted(address));
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
