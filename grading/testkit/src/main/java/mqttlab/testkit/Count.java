package mqttlab.testkit;

import java.util.Locale;

/** Numbers of things, as people say them: {@code 1 byte}, {@code 2 bytes}. */
public final class Count {

    private Count() {
    }

    /** @param one what one of them is; more of them end with an s */
    public static String of(long count, String one) {
        return String.format(Locale.ROOT, "%d %s%s", count, one, count == 1 ? "" : "s");
    }
}
