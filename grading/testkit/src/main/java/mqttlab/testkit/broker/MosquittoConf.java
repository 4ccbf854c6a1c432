package mqttlab.testkit.broker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Mosquitto's configuration for given settings: {@code mosquitto.conf} and the files that it names, the same for a
 * process and for a container.
 *
 * @param bind the address to listen on; empty for all
 * @param config the folder that these files will be in, as Mosquitto sees it
 * @param data the folder for what it keeps, as Mosquitto sees it
 */
record MosquittoConf(BrokerSettings settings, String bind, int port, OptionalInt tlsPort, String config, String data) {

    /** What Mosquitto logs once its ports are open. */
    static final Pattern RUNNING = Pattern.compile("mosquitto version (\\S+) running");

    /** File name to content. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("mosquitto.conf", String.join("\n", lines()) + "\n");
        if (!settings.users().isEmpty()) {
            files.put("passwords", MosquittoPasswords.file(settings.users()));
        }
        if (!settings.acl().isEmpty()) {
            files.put("acl", String.join("\n", settings.acl()) + "\n");
        }
        settings.certificate().ifPresent(certificate -> {
            files.put("certificate.pem", certificate.certificatePem());
            files.put("key.pem", certificate.privateKeyPem());
        });
        return files;
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        // Options for all listeners come first.
        lines.add("per_listener_settings false");
        // Started as root, Mosquitto would become another user, who cannot read these files.
        lines.add("user root");
        lines.add("allow_anonymous " + settings.anonymousAllowed());
        if (!settings.users().isEmpty()) {
            lines.add("password_file " + config + "/passwords");
        }
        if (!settings.acl().isEmpty()) {
            lines.add("acl_file " + config + "/acl");
        }
        lines.add("persistence " + settings.persistent());
        if (settings.persistent()) {
            lines.add("persistence_location " + data + "/");
        }
        // Not stdout: Mosquitto 2.0.11 writes to a pipe there only once it has 4 KB.
        lines.add("log_dest stderr");
        lines.add("log_type all");
        lines.add("log_timestamp true");
        lines.add("log_timestamp_format %Y-%m-%dT%H:%M:%S");
        lines.add("connection_messages true");
        lines.add("set_tcp_nodelay true");
        addLimits(lines);
        addListener(lines, port);
        tlsPort.ifPresent(tls -> {
            addListener(lines, tls);
            lines.add("certfile " + config + "/certificate.pem");
            lines.add("keyfile " + config + "/key.pem");
        });
        return lines;
    }

    private void addListener(List<String> lines, int at) {
        lines.add(("listener " + at + " " + bind).strip());
        settings.limits().connections().ifPresent(n -> lines.add("max_connections " + n));
    }

    private void addLimits(List<String> lines) {
        settings.limits().packetBytes().ifPresent(n -> lines.add("max_packet_size " + n));
        settings.limits().messageBytes().ifPresent(n -> lines.add("message_size_limit " + n));
        settings.limits().inflight().ifPresent(n -> lines.add("max_inflight_messages " + n));
        settings.limits().queued().ifPresent(n -> lines.add("max_queued_messages " + n));
    }
}
