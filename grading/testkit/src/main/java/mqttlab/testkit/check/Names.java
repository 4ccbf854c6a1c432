package mqttlab.testkit.check;

import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Names that nothing else has, here or in another check. */
record Names(Random random, Set<String> given) {

    // Five digits of the base 36.
    private static final int SMALLEST_SUFFIX = Integer.parseInt("10000", 36);
    private static final int LARGEST_SUFFIX = Integer.parseInt("zzzzz", 36);

    Names(Random random) {
        this(random, ConcurrentHashMap.newKeySet());
    }

    String of(String stem) {
        String name;
        do {
            name = stem + "-" + Integer.toString(random.nextInt(SMALLEST_SUFFIX, LARGEST_SUFFIX), 36);
        } while (!given.add(name));
        return name;
    }
}
