package mqttlab.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A string")
class TopicsTest {

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"a", "/", "//", "/a", "a/", "a//b", "noticias/cádiz", " ", "a b", "$SYS/broker", "$", "-", "漢字/🌊"})
    @DisplayName("without wildcards is a topic name, and a filter, too")
    void names(String topic) {
        assertThat(Topics.isName(topic)).isTrue();
        assertThat(Topics.isFilter(topic)).isTrue();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"#", "+", "/#", "/+", "+/", "+/+", "a/#", "a/+/b", "+/a/#", "//#", "+/#", "$SYS/#", "$SYS/+", "+//+"})
    @DisplayName("whose wildcards have levels of their own, # the last one, is a filter and no name")
    void filters(String topic) {
        assertThat(Topics.isFilter(topic)).isTrue();
        assertThat(Topics.isName(topic)).isFalse();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "a#", "#a", "a/b#", "a/#/b", "#/", "#/a", "##", "a/##", "a+", "+a", "a/b+/c", "a/+b", "++", "+#",
        "#+", "a/+#", "sport+/tennis"})
    @DisplayName("that is empty, or whose wildcards do not stand alone [MQTT-4.7.1-2] [MQTT-4.7.1-3], is neither")
    void neither(String topic) {
        assertThat(Topics.isFilter(topic)).isFalse();
        assertThat(Topics.isName(topic)).isFalse();
    }

    @Test
    @DisplayName("may have 200 levels, and no more")
    void depth() {
        String deepest = "/".repeat(Topics.MOST_LEVELS - 1);
        assertThat(Topics.isName(deepest)).isTrue();
        assertThat(Topics.isFilter(deepest)).isTrue();
        assertThat(Topics.isName(deepest + "/")).isFalse();
        assertThat(Topics.isFilter(deepest + "/")).isFalse();
    }
}
