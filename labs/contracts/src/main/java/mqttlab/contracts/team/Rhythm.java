package mqttlab.contracts.team;

/**
 * How a member goes about connecting.
 *
 * @param firstMillis    the first pause, at most
 * @param longestMillis  no pause is longer
 * @param patienceMillis how long an answer of the broker is waited for
 */
public record Rhythm(int firstMillis, int longestMillis, int patienceMillis) {

    public Rhythm {
        if (firstMillis < 1 || longestMillis < firstMillis || patienceMillis < 1) {
            throw new IllegalArgumentException("a rhythm has pauses that grow, and some patience");
        }
    }
}
