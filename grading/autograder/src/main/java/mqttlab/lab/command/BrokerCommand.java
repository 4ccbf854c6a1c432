package mqttlab.lab.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import mqttlab.lab.BadInput;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.Track;
import mqttlab.lab.compile.Compilation;
import mqttlab.lab.compile.CompiledOnce;
import mqttlab.lab.compile.JavaProgram;
import mqttlab.lab.compile.Problem;
import mqttlab.lab.compile.Project;
import mqttlab.lab.submission.WorkingCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The broker is a program of its own, which the JDK alone can run: here its settings become options. */
@Command(name = "broker", mixinStandardHelpOptions = true,
        description = "Runs the reference broker, until it is stopped with Ctrl-C. It can be reached from this machine only, "
                + "unless --bind says otherwise.")
public final class BrokerCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", defaultValue = "1883",
            description = "The port for MQTT (default: ${DEFAULT-VALUE}; 0: any that is free).")
    private String port;

    @Option(names = "--bind", paramLabel = "ADDRESS",
            description = "The address to listen on; 0.0.0.0 for all of this machine's (default: localhost, 127.0.0.1 and ::1).")
    private String bind;

    @Option(names = "--data", paramLabel = "DIR",
            description = "Keeps sessions and messages here, so that they survive a restart.")
    private String data;

    @Option(names = "--passwords", paramLabel = "FILE", description = "Who may connect, in the format of mosquitto_passwd.")
    private String passwords;

    @Option(names = "--acl", paramLabel = "FILE",
            description = "Who may publish and read what, in the format of Mosquitto's acl_file.")
    private String acl;

    @Option(names = "--tls", paramLabel = "PORT", description = "Opens a port for MQTT over TLS, too.")
    private String tls;

    @Option(names = "--certificate", paramLabel = "FILE", description = "The certificate chain for TLS, as PEM.")
    private String certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "The certificate's private key, as PEM.")
    private String key;

    @Option(names = "--client-authorities", paramLabel = "FILE",
            description = "Over TLS lets in only clients with a certificate that one of these has signed.")
    private String clientAuthorities;

    @Option(names = "--websocket", paramLabel = "PORT", description = "Opens a port for MQTT over WebSocket, too.")
    private String webSocket;

    @Option(names = "--websocket-tls", paramLabel = "PORT", description = "Opens a port for MQTT over WebSocket over TLS, too.")
    private String webSocketTls;

    @Option(names = "--max-packet", paramLabel = "BYTES",
            description = "Refuses packets that are longer (default: 16777216, 16 MiB).")
    private String maxPacket;

    @Option(names = "--max-connections", paramLabel = "N",
            description = "Closes connections beyond these at once (default: as many as there are file descriptors for).")
    private String maxConnections;

    @Option(names = "--max-sessions", paramLabel = "N",
            description = "Refuses new persistent sessions beyond these (default: 100000).")
    private String maxSessions;

    @Option(names = "--session-expiry", paramLabel = "DAYS",
            description = "Ends persistent sessions whose clients have been away for so long (default: 60).")
    private String sessionExpiry;

    @Option(names = "--max-subscriptions", paramLabel = "N",
            description = "Refuses new subscriptions of a session beyond these, in the SUBACK (default: 10000).")
    private String maxSubscriptions;

    @Option(names = "--max-retained", paramLabel = "N",
            description = "Retains so many messages, and no more (default: 1000000).")
    private String maxRetained;

    @Option(names = "--max-retained-bytes", paramLabel = "BYTES",
            description = "What retained messages may take together (default: a quarter of the memory).")
    private String maxRetainedBytes;

    @Option(names = "--max-queued-bytes", paramLabel = "BYTES",
            description = "What may be kept for all clients together, unacknowledged (default: a quarter of the memory).")
    private String maxQueuedBytes;

    @Option(names = "--log", paramLabel = "LEVEL", description = "debug, info, warning or error (default: info).")
    private String log;

    @Option(names = "--io", paramLabel = "HOW",
            description = "How it waits for clients: loops, a few threads for all, or threads, one for each (default: loops).")
    private String io;

    @Option(names = "--mine", description = "Runs the broker that you are writing, in broker-from-scratch.")
    private boolean mine;

    @Override
    public Integer call() {
        LabDefinition last = lastStage();
        Path folder = mine ? last.folder() : main.checkout().referenceBroker();
        CompiledOnce broker = CompiledOnce.of(mine ? WorkingCopy.of(last).project() : new Project(folder, last.libraries()));
        Compilation compilation = broker.compile();
        compilation.problems().stream().map(Problem::format).forEach(main.err()::println);
        main.err().flush();
        if (!compilation.succeeded()) {
            return ExitStatus.USAGE_OR_INFRASTRUCTURE;
        }
        JavaProgram program = mine ? new JavaProgram(broker.classes(), last.libraries(), last.main())
                : new JavaProgram(broker.classes(), List.of("@" + folder.resolve("jvm.options")), List.of(), last.main());
        return program.run(settings());
    }

    /** The reference broker is what it leads to. */
    private LabDefinition lastStage() {
        List<LabDefinition> stages = main.checkout().stages();
        if (stages.isEmpty()) {
            throw new BadInput("this course has no broker: there are no stages in " + Track.BROKER.readme());
        }
        return stages.getLast();
    }

    /** The program's settings have the names of the options. */
    private List<String> settings() {
        return spec.options().stream()
                .filter(option -> option.getValue() instanceof String)
                .map(option -> option.longestName().substring("--".length()) + "=" + option.getValue())
                .toList();
    }
}
