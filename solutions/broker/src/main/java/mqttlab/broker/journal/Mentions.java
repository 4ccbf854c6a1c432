package mqttlab.broker.journal;

import java.util.Arrays;

/** How often each message is still mentioned. Their numbers follow each other, so this is four bytes each. */
final class Mentions {

    private int[] left = {};
    private long first = -1;

    void add(long number) {
        if (first < 0) {
            first = number;
        }
        int index = Math.toIntExact(number - first);
        if (index >= left.length) {
            left = Arrays.copyOf(left, Math.max(index + 1, 2 * left.length));
        }
        left[index]++;
    }

    /** To be asked once at each mention. There is no last one of a message that was never added. */
    boolean isLast(long number) {
        long index = number - first;
        return index >= 0 && index < left.length && --left[(int) index] == 0;
    }

    void clear() {
        left = new int[] {};
        first = -1;
    }
}
