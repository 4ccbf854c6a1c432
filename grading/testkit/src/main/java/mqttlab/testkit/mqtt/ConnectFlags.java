package mqttlab.testkit.mqtt;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The connect flags of a CONNECT (section 3.1.2.3): which fields its payload has, and what is asked for. */
record ConnectFlags(boolean userName, boolean password, boolean willRetain, int willQos, boolean will, boolean cleanSession) {

    static ConnectFlags of(Packet p) {
        return new ConnectFlags(p.userName().isPresent(), p.password().isPresent(), p.will().filter(Will::retain).isPresent(),
                p.will().map(Will::qos).orElse(0), p.will().isPresent(), p.cleanSession());
    }

    int bits() {
        return (userName ? 0x80 : 0) | (password ? 0x40 : 0) | (willRetain ? 0x20 : 0) | willQos << 3 | (will ? 4 : 0)
                | (cleanSession ? 2 : 0);
    }

    /** Those that are set, by the standard's names. */
    @Override
    public String toString() {
        String set = Stream.of(userName ? "User Name" : "", password ? "Password" : "", willRetain ? "Will Retain" : "",
                        will ? "Will QoS " + willQos : "", will ? "Will" : "", cleanSession ? "Clean Session" : "")
                .filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
        return (Anatomy.binary(bits(), 8) + " " + set).strip();
    }
}
