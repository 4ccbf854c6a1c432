package mqttlab.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A string")
class TopicsTest {

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"a", "/", "//", "/a", "a/", "a//b", "noticias/cádiz", " ", "a b", "$SYS/broker", "$", "-", "漢字/🌊"})
    @DisplayName("without wildcards is a topic name, and a filter, too")
    void names(String topic) {
        assertThat(Topics.faultOfName(topic)).isEmpty();
        assertThat(Topics.faultOfFilter(topic)).isEmpty();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"#", "+", "/#", "/+", "+/", "+/+", "a/#", "a/+/b", "+/a/#", "//#", "+/#", "$SYS/#", "$SYS/+", "+//+"})
    @DisplayName("whose wildcards have levels of their own, # the last one, is a filter and no name")
    void filters(String topic) {
        assertThat(Topics.faultOfFilter(topic)).isEmpty();
        assertThat(Topics.faultOfName(topic)).isPresent();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "a#", "#a", "a/b#", "a/#/b", "#/", "#/a", "##", "a/##", "a+", "+a", "a/b+/c", "a/+b", "++", "+#",
        "#+", "a/+#", "sport+/tennis"})
    @DisplayName("that is empty, or whose wildcards do not stand alone [MQTT-4.7.1-2] [MQTT-4.7.1-3], is neither")
    void neither(String topic) {
        assertThat(Topics.faultOfFilter(topic)).isPresent();
        assertThat(Topics.faultOfName(topic)).isPresent();
    }

    @ParameterizedTest(name = "\"{0}\": {1}")
    @CsvSource(delimiter = '|', value = {"'' | MQTT-4.7.3-1", "a# | MQTT-4.7.1-2", "a/#/b | MQTT-4.7.1-2", "+# | MQTT-4.7.1-2",
        "a+ | MQTT-4.7.1-3", "sport+/tennis | MQTT-4.7.1-3"})
    @DisplayName("is not a filter because of the clause that says so")
    void clauseOfAFilter(String filter, String clause) {
        assertThat(Topics.faultOfFilter(filter).orElseThrow()).startsWith("[" + clause + "] ");
    }

    @ParameterizedTest(name = "\"{0}\": {1}")
    @CsvSource(delimiter = '|', value = {"'' | MQTT-4.7.3-1", "a/# | MQTT-3.3.2-2", "+ | MQTT-3.3.2-2"})
    @DisplayName("is not a name because of the clause that says so")
    void clauseOfAName(String topic, String clause) {
        assertThat(Topics.faultOfName(topic).orElseThrow()).startsWith("[" + clause + "] ");
    }

    @Test
    @DisplayName("may have 200 levels, and no more")
    void depth() {
        String deepest = "/".repeat(Topics.MAX_LEVELS - 1);
        assertThat(Topics.faultOfName(deepest)).isEmpty();
        assertThat(Topics.faultOfFilter(deepest)).isEmpty();
        assertThat(Topics.faultOfName(deepest + "/")).isPresent();
        assertThat(Topics.faultOfFilter(deepest + "/")).hasValue("this broker takes at most 200 levels");
    }
}
