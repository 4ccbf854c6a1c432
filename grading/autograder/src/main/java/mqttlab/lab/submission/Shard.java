package mqttlab.lab.submission;

import java.util.List;

/**
 * One of so many parts of a class, which are as equal as can be: whose names come first is in the first, and so on. Wherever the
 * same names are there, the same are in it.
 *
 * @param index from 1
 */
public record Shard(int index, int of) implements Comparable<Shard> {

    /** The class, undivided. */
    public static final Shard WHOLE = new Shard(1, 1);

    public Shard {
        if (index < 1 || index > of) {
            throw new IllegalArgumentException("no shard " + index + "/" + of + ": they are counted from 1/" + of + " to "
                    + of + "/" + of);
        }
    }

    /** @param all in an order that is the same everywhere */
    public <T> List<T> part(List<T> all) {
        return all.subList(end(index - 1, all.size()), end(index, all.size()));
    }

    private int end(int shards, int size) {
        return (int) ((long) shards * size / of);
    }

    @Override
    public int compareTo(Shard other) {
        return index != other.index ? Integer.compare(index, other.index) : Integer.compare(of, other.of);
    }

    @Override
    public String toString() {
        return index + "/" + of;
    }
}
