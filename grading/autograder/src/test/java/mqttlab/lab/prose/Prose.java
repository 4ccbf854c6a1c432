package mqttlab.lab.prose;

import java.util.List;

/** The tests of this package that need no shell. */
public final class Prose {

    public static final List<Class<?>> TESTS = List.of(NamesIT.class, PagesIT.class, JavaIT.class);

    private Prose() {
    }
}
