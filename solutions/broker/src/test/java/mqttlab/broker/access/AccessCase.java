package mqttlab.broker.access;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A client and a topic, and whether an access list allows it: what this broker and Mosquitto must agree on.
 *
 * @param user empty for a client without a user name
 * @param action {@code write} or {@code read}
 */
record AccessCase(String clientId, String user, String action, String topic, boolean allowed) {

    /** An access list and what follows from it. */
    record Of(String title, String list, List<AccessCase> cases) {

        @Override
        public String toString() {
            return title;
        }
    }

    Identity who() {
        return new Identity(clientId, Optional.of(user).filter(name -> !name.isEmpty()));
    }

    /** Written as {@code yes ID USER write TOPIC}, with {@code -} for no user. */
    private static AccessCase parse(String text) {
        String[] words = text.split(" ", 5);
        return new AccessCase(words[1], words[2].equals("-") ? "" : words[2], words[3], words[4], words[0].equals("yes"));
    }

    private static Of list(String title, String list, String cases) {
        return new Of(title, list, cases.lines().map(AccessCase::parse).toList());
    }

    static Stream<Of> all() {
        return Stream.of(
                list("what no line allows is denied", "# nothing but a comment\n", """
                        no a - write q
                        no a - read q
                        no a ana write q
                        """),
                list("a line allows reading, writing, or both, and without a word both", """
                        topic read r
                        topic write w
                        topic readwrite rw
                        topic both
                        """, """
                        yes a - read r
                        no a - write r
                        no a - read w
                        yes a - write w
                        yes a - read rw
                        yes a - write rw
                        yes a - read both
                        yes a - write both
                        """),
                list("lines before the first user are for anonymous clients, the others for that user alone", """
                        topic write anonymous
                        user ana
                        topic write hers
                        user  Luis Pérez\s\s
                        topic write his
                        user ana
                        topic write more
                        """, """
                        yes a - write anonymous
                        no a - write hers
                        no a ana write anonymous
                        yes a ana write hers
                        yes a ana write more
                        no a ana write his
                        no a luis write his
                        no ana - write hers
                        """),
                list("denials come first, wherever they stand, among the topics and among the patterns", """
                        topic read q
                        topic write #
                        topic deny q/#
                        topic deny only
                        pattern write only
                        pattern write p/%c
                        pattern deny p/b
                        pattern write p/b
                        topic readwrite k
                        pattern deny k
                        """, """
                        no a - write q
                        no a - read q
                        no a - write q/s
                        yes a - write r
                        no a - read r
                        no a - write only
                        yes a - write p/a
                        yes b - write p/b
                        no b ana write p/b
                        yes a - read k
                        """),
                list("filters match as in a subscription", """
                        topic write +/x
                        topic write a//b
                        topic write /f
                        topic write s/#
                        topic write b/+
                        topic write with  two blanks
                        topic write   indented\s\s
                        topic write $x/+
                        """, """
                        yes a - write /x
                        yes a - write y/x
                        no a - write y/z/x
                        yes a - write a//b
                        no a - write a/b
                        yes a - write /f
                        no a - write f
                        yes a - write s
                        yes a - write s/
                        yes a - write s/t/u
                        no a - write st
                        no a - write b
                        yes a - write b/
                        yes a - write b/c
                        no a - write b/c/d
                        yes a - write with  two blanks
                        no a - write with two blanks
                        yes a - write indented
                        no a - write $SYS/x
                        yes a - write $x/y
                        """),
                list("wildcards in the first level do not allow topics that begin with $", """
                        topic write #
                        topic write +/y
                        pattern write #
                        """, """
                        no a - write $x/y
                        yes a - write x/y
                        """),
                list("patterns are for everybody, with the client's names", """
                        user ana
                        pattern write c/%c/data
                        pattern write u/%u
                        pattern write %c/%u/#
                        pattern read everybody
                        """, """
                        yes a1 - write c/a1/data
                        no a1 - write c/a2/data
                        no a1 - write c/%c/data
                        yes a1 ana write u/ana
                        no a1 luis write u/ana
                        no a1 - write u/
                        no a1 - write u/%u
                        yes a1 ana write a1/ana/x/y
                        yes a1 luis read everybody
                        no a1 luis write everybody
                        """),
                list("a name with a wildcard in it makes no pattern wider", """
                        user a+
                        topic write own
                        pattern write c/%c
                        pattern write u/%u
                        pattern write everybody
                        """, """
                        no + - write c/x
                        no # - write c/x
                        no a1 + write u/x
                        no a1 # write u/x
                        no x+ - write everybody
                        no a1 a+ write everybody
                        yes a1 a+ write own
                        """),
                list("in a topic line, %c and %u are nothing but characters", "topic write c/%c\n", """
                        yes a - write c/%c
                        no a - write c/a
                        """));
    }
}
