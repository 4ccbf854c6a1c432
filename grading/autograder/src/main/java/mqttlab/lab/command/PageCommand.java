package mqttlab.lab.command;

import java.net.InetSocketAddress;
import mqttlab.lab.Main;
import mqttlab.lab.page.PageServer;
import mqttlab.testkit.broker.TargetBroker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "page", mixinStandardHelpOptions = true, description = {
    "Opens a page in the browser that is an MQTT client, until it is stopped with Ctrl-C.",
    "A browser speaks MQTT over WebSocket only, which your broker does not: what the page sends is brought to BROKER over TCP."})
public final class PageCommand implements Runnable {

    @ParentCommand
    private Main main;

    @Parameters(arity = "0..1", paramLabel = "BROKER", defaultValue = "tcp://localhost:1883", converter = TargetConverter.class,
            description = "Where the broker listens (default: ${DEFAULT-VALUE}).")
    private TargetBroker broker;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080",
            description = "The port of the page (default: ${DEFAULT-VALUE}; 0: any that is free).")
    private int port;

    @Override
    public void run() {
        try (PageServer server = new PageServer(port, InetSocketAddress.createUnresolved(broker.host(), broker.port()))) {
            main.out().printf("The page: %s%nIt is a client of %s. Ctrl-C ends it.%n", server.uri(), broker.description());
            main.out().flush();
            if (System.console() != null) {
                Browser.open(server.uri());
            }
            server.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
