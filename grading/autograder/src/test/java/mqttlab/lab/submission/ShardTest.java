package mqttlab.lab.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The shards of a class")
class ShardTest {

    private static List<List<Integer>> shards(int of, int students) {
        List<Integer> all = IntStream.range(0, students).boxed().toList();
        return IntStream.rangeClosed(1, of).mapToObj(each -> new Shard(each, of).part(all)).toList();
    }

    @ParameterizedTest(name = "{1} students in {0} shards")
    @CsvSource({"5, 600", "5, 3", "7, 200", "1, 4", "3, 1", "999999, 2"})
    @DisplayName("together are the class, with nobody twice, and in its order")
    void together(int of, int students) {
        assertThat(shards(of, students).stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, students).boxed().toList());
    }

    @ParameterizedTest(name = "{1} students in {0} shards")
    @CsvSource({"5, 600", "5, 3", "7, 200"})
    @DisplayName("are as equal as can be")
    void equal(int of, int students) {
        assertThat(shards(of, students)).extracting(List::size)
                .allMatch(each -> each == students / of || each == students / of + 1);
    }

    @ParameterizedTest(name = "{0}/3")
    @ValueSource(ints = {0, 4, -1})
    @DisplayName("are counted from one")
    void counted(int index) {
        assertThatThrownBy(() -> new Shard(index, 3)).hasMessage("no shard " + index + "/3: they are counted from 1/3 to 3/3");
    }
}
