package mqttlab.broker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.broker.file.BadFile;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An access list")
class AccessListTest {

    @TempDir
    private Path folder;

    private Access reading(String content) throws IOException {
        return Access.of(Optional.empty(), Optional.of(Files.writeString(folder.resolve("acl"), content)));
    }

    static Stream<AccessCase.Of> cases() {
        return AccessCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("says who may do what")
    @MethodSource("cases")
    void verdicts(AccessCase.Of list) throws IOException {
        Access access = reading(list.list());
        SoftAssertions.assertSoftly(all -> list.cases().forEach(one -> {
            Rights rights = access.rightsOf(one.who());
            boolean may = one.action().equals("read") ? rights.mayReceive(one.topic()) : rights.mayPublish(one.topic());
            all.assertThat(may).as(one.toString()).isEqualTo(one.allowed());
        }));
    }

    @Test
    @DisplayName("may come from Windows, with a carriage return at the end of each line")
    void windows() throws IOException {
        Access access = reading("topic write a\r\n\r\nuser ana\r\ntopic write b\r\n");
        assertThat(access.rightsOf(Identity.anonymous("c1")).mayPublish("a")).isTrue();
        assertThat(access.rightsOf(Identity.of("c1", "ana")).mayPublish("b")).isTrue();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @DisplayName("is stricter than Mosquitto 2 where a name reaches into another one's topics")
    @CsvSource({
        "a/b, ana, c/a/b, false", "a/b, ana, c/x, false", "$SYS, ana, $SYS/x, false",
        "a1, ana/x, u/ana/x, false", "a/b, ana, u/ana, true", "a/b, ana, all, true",
        "a/b, ana, d/a/b, false", "x, ana, d/a/b, true"})
    void stricter(String clientId, String user, String topic, boolean allowed) throws IOException {
        Access access = reading("""
                pattern write c/%c
                pattern write u/%u
                pattern write %c/#
                pattern write all
                pattern write d/#
                pattern deny d/%c
                """);
        assertThat(access.rightsOf(Identity.of(clientId, user)).mayPublish(topic)).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("lets a client subscribe wherever there may be something for it")
    @CsvSource({
        // Lines for its user.
        "news/cadiz, true", "news/#, true", "news, true", "'#', true", "+/cadiz, true", "+/+/x, true", "new, false",
        "newspaper/#, false", "plan/a, false", "plan/#, false", "+/a, true", "$SYS/#, true", "$SYS/+/load, true",
        "$SYS/broker/load, true", "$SYS/broker/clients, false", "$SYS/broker/+/x, false",
        // Denials.
        "news/secret, false", "news/secret/#, false", "news/secret/+/x, false", "news/+, true", "top/#, false", "top/a, false",
        "half/#, true", "half/a, true", "half/b, false",
        // Patterns, where no line for its user says otherwise.
        "c/a1, true", "c/+, true", "c/a2, false", "c/#, true", "open/shut, false", "open/#, true", "top, false"})
    void subscriptions(String filter, boolean allowed) throws IOException {
        Access access = reading("""
                pattern read c/%c
                pattern read top/#
                pattern read open/#
                pattern deny open/shut
                user ana
                topic read news/#
                topic deny news/secret/#
                topic write plan/a
                topic read $SYS/broker/load
                topic read top/a
                topic deny top/#
                topic readwrite half/a
                topic read half/b
                topic deny half/b
                """);
        assertThat(access.rightsOf(Identity.of("a1", "ana")).maySubscribe(filter)).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} levels")
    @DisplayName("denies a client its own topics, however deep its name is")
    @ValueSource(ints = {1, 199, 200})
    void deepNames(int levels) throws IOException {
        Access access = reading("pattern write #\npattern deny %c/#\n");
        String name = "x/".repeat(levels - 1) + "x";
        assertThat(access.rightsOf(Identity.anonymous(name)).mayPublish(name)).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("with a bad line is refused with the file, the line, and what it should be")
    @CsvSource(delimiter = '~', value = {
        "topics read a ~ 'topics' is not known; a line begins with user, topic, pattern, or # in its first column "
                + "for a comment, and has blanks between the words",
        "' # comment' ~ '#' is not known; a line begins with user, topic, pattern, or # in its first column "
                + "for a comment, and has blanks between the words",
        "user ~ the name is missing: user NAME",
        "topic ~ the topic is missing: topic read|write|readwrite|deny TOPIC",
        "topic deny ~ the topic is missing: topic read|write|readwrite|deny TOPIC",
        "topic wrote a ~ 'wrote' should be read, write, readwrite or deny",
        "topic a b ~ 'a' should be read, write, readwrite or deny",
        "topic a# ~ 'a#' is not a topic filter: [MQTT-4.7.1-2] # must be the last level, alone",
        "topic read a/#/b ~ 'a/#/b' is not a topic filter: [MQTT-4.7.1-2] # must be the last level, alone",
        "topic read a/b+ ~ 'a/b+' is not a topic filter: [MQTT-4.7.1-3] + must be alone in its level",
        "pattern read d/x%c/s ~ 'x%c': %c and %u must be alone in their level, as in devices/%c/state",
        "pattern read %u%c ~ '%u%c': %c and %u must be alone in their level, as in devices/%c/state"})
    void badLine(String line, String complaint) {
        assertThatThrownBy(() -> reading("# first\n\n" + line + "\n"))
                .isInstanceOf(BadFile.class)
                .hasMessage(folder.resolve("acl") + ":3: " + complaint);
    }
}
