package attack;

import mqttlab.contracts.broker.WireFormat;

/** Gives wrong answers, which no forgery must turn into points. */
class Wrong implements WireFormat {

    @Override
    public byte[] encodeRemainingLength(int length) {
        return new byte[] {42};
    }

    @Override
    public RemainingLength decodeRemainingLength(byte[] bytes) {
        return new RemainingLength(42, 42);
    }

    @Override
    public byte[] encodeText(String text) {
        return new byte[] {42};
    }

    @Override
    public Text decodeText(byte[] bytes) {
        return new Text("PASSED", 42);
    }

    @Override
    public FixedHeader decodeFixedHeader(byte[] bytes) {
        return new FixedHeader(42, 42, 42, 42);
    }
}
