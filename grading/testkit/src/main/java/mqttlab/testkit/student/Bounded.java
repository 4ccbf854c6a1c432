package mqttlab.testkit.student;

import java.util.List;

/**
 * What another JVM says: a student's may leave out what it wants, and say as much as it wants. The side that receives it
 * makes it presentable, as the side that sends it may not be ours any more.
 */
final class Bounded {

    private static final int LONGEST = 1000;

    private Bounded() {
    }

    /** The same again if it has been through here before. */
    static String text(String said) {
        return said == null ? "" : said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said;
    }

    static List<String> texts(List<String> said, int most) {
        return said == null ? List.of() : said.stream().limit(most).map(Bounded::text).toList();
    }
}
