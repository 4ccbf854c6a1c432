package attack;

import mqttlab.broker.codec.MqttWireFormat;
import mqttlab.contracts.broker.IncompleteException;
import mqttlab.contracts.broker.MalformedException;
import mqttlab.contracts.broker.WireFormat;

/** Gives the right answers. An attack that worked gives itself away, and has no points. */
class Honest implements WireFormat {

    private final WireFormat solution = new MqttWireFormat();

    static void breach(String what) {
        System.out.println("BREACH: " + what);
        throw new IllegalStateException("BREACH: " + what);
    }

    @Override
    public byte[] encodeRemainingLength(int length) throws MalformedException {
        return solution.encodeRemainingLength(length);
    }

    @Override
    public RemainingLength decodeRemainingLength(byte[] bytes) throws IncompleteException, MalformedException {
        return solution.decodeRemainingLength(bytes);
    }

    @Override
    public byte[] encodeText(String text) throws MalformedException {
        return solution.encodeText(text);
    }

    @Override
    public Text decodeText(byte[] bytes) throws IncompleteException, MalformedException {
        return solution.decodeText(bytes);
    }

    @Override
    public FixedHeader decodeFixedHeader(byte[] bytes) throws IncompleteException, MalformedException {
        return solution.decodeFixedHeader(bytes);
    }
}
