package mqttlab.broker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the broker is told when it starts, as {@code name=value}.
 *
 * @param port where it listens; 0 is any port that is free
 * @param bind the address of this machine on which it can be reached; unless told otherwise, only from this machine itself
 */
record Settings(int port, InetAddress bind) {

    static final String USAGE = "[port=N] [bind=ADDRESS]";
    private static final List<String> NAMES = List.of("port", "bind");

    /** A setting that cannot be used; its message says which, and what would be right. */
    static final class BadSetting extends Exception {

        private static final long serialVersionUID = 1;

        BadSetting(String message) {
            super(message);
        }
    }

    static Settings of(String... args) throws BadSetting {
        Map<String, String> values = new HashMap<>();
        for (String arg : args) {
            String[] setting = arg.split("=", 2);
            if (setting.length < 2 || !NAMES.contains(setting[0])) {
                throw new BadSetting("there is no setting '" + arg + "'. There are: " + USAGE);
            }
            values.put(setting[0], setting[1]);
        }
        return new Settings(port(values.getOrDefault("port", "1883")), address(values.getOrDefault("bind", "127.0.0.1")));
    }

    private static int port(String value) throws BadSetting {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // As bad as one that is out of range.
        }
        throw new BadSetting("port=" + value + ": give a number from 0 to 65535");
    }

    private static InetAddress address(String value) throws BadSetting {
        try {
            return InetAddress.getByName(value);
        } catch (UnknownHostException e) {
            throw new BadSetting("bind=" + value + ": that is no address of this machine");
        }
    }
}
