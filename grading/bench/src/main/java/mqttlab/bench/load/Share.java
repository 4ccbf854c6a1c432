package mqttlab.bench.load;

import java.util.Arrays;

/**
 * Which messages of a publisher a subscriber ought to get: of every {@code rank.length} in a row those whose rank is not
 * negative, which is their place among those that it gets.
 */
public record Share(int[] rank, int count) {

    public static final Share ALL = of(1, 0);

    public static Share of(int inARow, int... wanted) {
        int[] rank = new int[inARow];
        Arrays.fill(rank, -1);
        int[] sorted = wanted.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            rank[sorted[i]] = i;
        }
        return new Share(rank, sorted.length);
    }

    /** Where a message stands among those that the subscriber gets; negative when it is none of them. */
    long position(long number) {
        int place = rank[(int) (number % rank.length)];
        return place < 0 ? -1 : number / rank.length * count + place;
    }

    /** How many of the first so many messages the subscriber ought to get. */
    long due(long sent) {
        long due = sent / rank.length * count;
        for (int i = 0; i < sent % rank.length; i++) {
            due += rank[i] < 0 ? 0 : 1;
        }
        return due;
    }

    /** Messages of the publisher that lie behind so many of the subscriber's. */
    long behind(long ofThose) {
        return ofThose * rank.length / count;
    }
}
