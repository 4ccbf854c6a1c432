package mqttlab.broker.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a line of an access list says about its topics. */
enum Permission {
    READ, WRITE, READWRITE, DENY;

    static Optional<Permission> named(String word) {
        return Stream.of(values()).filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word)).findFirst();
    }

    /** Whether it allows this, either {@link #READ} or {@link #WRITE}. */
    boolean allows(Permission wanted) {
        return this == wanted || this == READWRITE;
    }
}
