package mqttlab.proofs;

/** The hash of everything that a verdict depends on. It is made of {@link Parts}. */
public record Key(String hash) {

    public Key {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 in hexadecimal: " + hash);
        }
    }
}
