package mqttlab.bench.contender;

import java.util.List;
import java.util.Optional;
import mqttlab.testkit.broker.Availability;
import mqttlab.testkit.broker.BrokerKind;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.broker.Scratch;

/** Moquette, which the checks know as the embedded broker, here in a JVM of its own. */
final class Moquette implements Contender {

    @Override
    public String name() {
        return "moquette";
    }

    @Override
    public String settings() {
        String version = Brokers.survey().stream().filter(each -> each.kind() == BrokerKind.EMBEDDED).map(Availability::detail)
                .findFirst().orElse("Moquette");
        return version + " with a session queue of 65536, flushing at once; with a journal: its persistence, segmented queues";
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public RunningBroker start(boolean journal) {
        return BrokerProcess.started(name(), Scratch.folder(name()),
                Jvm.command(List.of(), System.getProperty("java.class.path"), MoquetteMain.class.getName(), journal));
    }
}
