package mqttlab.lab.prose;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a page says that a command prints. */
record Output(String text) {

    private record Varying(Pattern pattern, String replacement) {

        static Varying of(String pattern, String replacement) {
            return new Varying(Pattern.compile(pattern, Pattern.MULTILINE), replacement);
        }
    }

    /** What differs from run to run and from machine to machine. It is put out of the way on both sides. */
    private static final List<Varying> VARYING = List.of(
            Varying.of("^Broker: .*", "Broker: BROKER"),
            Varying.of(" *[0-9.]+ ms", " TIME"),
            Varying.of("localhost:\\d+|127\\.0\\.0\\.1:\\d+", "ADDRESS"),
            Varying.of("--seed \\d+", "--seed SEED"),
            Varying.of("\\b(newsroom|reader|cadiz|suite)-[a-z0-9]{5}\\b", "$1-NAME"),
            Varying.of("[ \\t]+$", ""));

    boolean matches(String printed) {
        String pattern = usual(text).lines().map(Output::line).collect(Collectors.joining());
        return Pattern.matches("(?:" + pattern + ")\\s*", usual(printed).stripTrailing() + "\n");
    }

    private static String line(String line) {
        if (line.strip().equals("...")) {
            return "(?:.*\\n)*?";
        }
        return Pattern.compile("...", Pattern.LITERAL).splitAsStream(line + "\n").map(Pattern::quote)
                .collect(Collectors.joining(".*?"));
    }

    private static String usual(String text) {
        String usual = text;
        for (Varying each : VARYING) {
            usual = each.pattern().matcher(usual).replaceAll(each.replacement());
        }
        return usual;
    }
}
