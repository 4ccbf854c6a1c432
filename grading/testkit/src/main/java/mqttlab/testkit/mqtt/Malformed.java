package mqttlab.testkit.mqtt;

/** Bytes that break the standard's format, and in what way. */
public final class Malformed implements Decoded {

    private final byte[] raw;
    private final String reason;

    public Malformed(byte[] raw, String reason) {
        this.raw = raw.clone();
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    @Override
    public byte[] raw() {
        return raw.clone();
    }

    @Override
    public int size() {
        return raw.length;
    }

    @Override
    public String toString() {
        return "malformed: %s: %s".formatted(SafeText.escape(reason), SafeText.hex(raw, 24));
    }
}
