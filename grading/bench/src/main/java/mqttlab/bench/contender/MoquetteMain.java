package mqttlab.bench.contender;

import java.util.concurrent.CountDownLatch;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.BrokerKind;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.broker.Brokers;

/** Moquette as a program, with the settings of the testkit. It says its port, and runs until it is killed. */
final class MoquetteMain {

    private MoquetteMain() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        BrokerSettings settings = BrokerSettings.anonymous();
        boolean journal = Boolean.parseBoolean(arguments[0]);
        Broker broker = Brokers.forced(BrokerKind.EMBEDDED).own(journal ? settings.withPersistence() : settings);
        System.out.println(BrokerProcess.LISTENING + broker.port());
        new CountDownLatch(1).await();
    }
}
