package mqttlab.suites.lab02;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.SafeText;

/** A topic filter of the student's, which may be too wide or too narrow. */
record Fit(Scene scene, String call, String filter) {

    private static final Pattern VALID = Pattern.compile("(?s)(([^/+#\0]*|\\+)/)*([^/+#\0]*|[+#])");

    static Fit of(Scene scene, String call, String filter) {
        scene.trace().require(filter != null && !filter.isEmpty() && VALID.matcher(filter).matches(),
                call + " gives a topic filter",
                "it gave " + (filter == null ? "null" : SafeText.quote(filter)));
        return new Fit(scene, call, filter);
    }

    Fit matches(String... topics) {
        for (String topic : topics) {
            scene.trace().require(isFor(topic), "%s gives a filter that matches %s".formatted(call, topic),
                    "it gave %s, which does not: it is too narrow".formatted(SafeText.quote(filter)));
        }
        return this;
    }

    void doesNotMatch(String... topics) {
        for (String topic : topics) {
            scene.trace().require(!isFor(topic), "%s gives a filter that does not match %s".formatted(call, topic),
                    "it gave %s, which does: it is too wide".formatted(SafeText.quote(filter)));
        }
    }

    /** For topics that do not begin with $. */
    boolean isFor(String topic) {
        boolean open = filter.equals("#") || filter.endsWith("/#");
        String levels = Stream.of(filter.split("/", -1)).filter(each -> !each.equals("#"))
                .map(each -> each.equals("+") ? "[^/]*" : Pattern.quote(each)).collect(Collectors.joining("/"));
        return filter.equals("#") || Pattern.compile(levels + (open ? "(/.*)?" : ""), Pattern.DOTALL).matcher(topic).matches();
    }
}
