package mqttlab.suites.lab02;

import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.suites.Call;
import mqttlab.testkit.mqtt.SafeText;
import mqttlab.testkit.tap.Trace;

/** Calls of the student's code that are to end with an exception of the contract. */
record Refused(Trace trace, String call) {

    /** With a {@link BrokerUnavailableException}, whatever the argument. */
    void expectUnavailable(Call code) {
        try {
            code.make();
        } catch (BrokerUnavailableException expected) {
            return;
        }
        throw trace.failure(call + " ends with a BrokerUnavailableException", "it returned as if all were well");
    }

    /** With an {@link IllegalArgumentException}. */
    void expect(String argument, Call code) throws BrokerUnavailableException {
        try {
            code.make();
        } catch (IllegalArgumentException expected) {
            return;
        }
        throw trace.failure("%s with %s ends with an IllegalArgumentException".formatted(call, SafeText.quote(argument)),
                "it returned as if all were well");
    }
}
