package mqttlab.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.Bytes;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Change;
import mqttlab.broker.session.Change.Absent;
import mqttlab.broker.session.Change.Completed;
import mqttlab.broker.session.Change.Discarded;
import mqttlab.broker.session.Change.Forgotten;
import mqttlab.broker.session.Change.Opened;
import mqttlab.broker.session.Change.Queued;
import mqttlab.broker.session.Change.Received;
import mqttlab.broker.session.Change.Released;
import mqttlab.broker.session.Change.Retained;
import mqttlab.broker.session.Change.Sent;
import mqttlab.broker.session.Change.Subscribed;
import mqttlab.broker.session.Change.Unsubscribed;
import mqttlab.broker.session.Message;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("a change in bytes")
class ChangesTest {

    private static final String S = "0000000000000005";

    private final ChangeFormat format = new ChangeFormat();

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(new Opened(5, Identity.anonymous("tv")), "02" + S + "00027476"),
                Arguments.of(new Opened(5, Identity.of("tv", "ana")), "03" + S + "00027476" + "0003616e61"),
                Arguments.of(new Discarded(5), "04" + S),
                Arguments.of(new Absent(5, 1_795_000_000_000L), "0d" + S + "000001a1ee565e00"),
                Arguments.of(new Subscribed(5, "a/#", QoS.EXACTLY_ONCE), "05" + S + "0003612f23" + "02"),
                Arguments.of(new Unsubscribed(5, "a/#"), "06" + S + "0003612f23"),
                Arguments.of(new Sent(5, 258), "08" + S + "0102"),
                Arguments.of(new Released(5, 258), "09" + S + "0102"),
                Arguments.of(new Forgotten(5, 65_535), "0a" + S + "ffff"),
                Arguments.of(new Received(5, 7), "0b" + S + "0007"),
                Arguments.of(new Completed(5, 7), "0c" + S + "0007"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    @DisplayName("is written as it is read")
    void bothWays(Change change, String hex) {
        assertThat(write(change)).isEqualTo(hex);
        assertThat(read(hex)).containsExactly(change);
    }

    @Test
    @DisplayName("a message is written once, however many sessions it is for")
    void onceForAll() {
        Message message = new Message("a", Payload.of("hi"), QoS.EXACTLY_ONCE, true);
        String hex = write(new Queued(5, message, QoS.AT_LEAST_ONCE), new Queued(6, message, QoS.EXACTLY_ONCE),
                new Retained(message));
        assertThat(hex).isEqualTo("00" + "0000000000000001" + "000161" + "02" + "01" + "00000002" + "6869"
                + "07" + S + "0000000000000001" + "01"
                + "07" + "0000000000000006" + "0000000000000001" + "02"
                + "01" + "0000000000000001");
        assertThat(read(hex)).map(Object::toString).containsExactly(
                new Queued(5, message, QoS.AT_LEAST_ONCE).toString(),
                new Queued(6, message, QoS.EXACTLY_ONCE).toString(),
                new Retained(message).toString());
    }

    @Test
    @DisplayName("a message is written again when what was before is to be forgotten")
    void againInTheNextFile() {
        Message message = new Message("a", Payload.of("hi"), QoS.AT_LEAST_ONCE, false);
        write(new Retained(message));
        format.beginAnew();
        assertThat(read(write(new Retained(message)))).map(Object::toString).containsExactly(new Retained(message).toString());
        assertThat(write(new Retained(message))).as("once more").isEqualTo("01" + "0000000000000002");
    }

    @Test
    @DisplayName("numbers go on where they ended, and what was read need not be written again")
    void numbersGoOn() {
        Message read = new Message("a", Payload.EMPTY, QoS.AT_LEAST_ONCE, false);
        String before = write(new Retained(read), new Retained(new Message("b", Payload.EMPTY, QoS.AT_LEAST_ONCE, false)));
        ChangeFormat later = new ChangeFormat();
        List<Change> changes = read(before, later);
        assertThat(write(later, changes.getFirst())).isEqualTo("01" + "0000000000000001");
        assertThat(write(later, new Retained(new Message("c", Payload.EMPTY, QoS.AT_LEAST_ONCE, false))))
                .startsWith("00" + "0000000000000003");
    }

    @Test
    @DisplayName("what is none is refused")
    void refused() {
        assertThatThrownBy(() -> read("0e" + S)).hasMessage("14 is no type of a change");
        assertThatThrownBy(() -> read("ff" + S)).hasMessage("-1 is no type of a change");
        assertThatThrownBy(() -> read("01" + "0000000000000009")).hasMessageContaining("message 9, which is missing");
    }

    private String write(Change... changes) {
        return write(format, changes);
    }

    private static String write(ChangeFormat format, Change... changes) {
        Bytes bytes = new Bytes(16);
        for (Change change : changes) {
            format.write(change, bytes);
        }
        return HexFormat.of().formatHex(bytes.toArray());
    }

    private static List<Change> read(String hex) {
        return read(hex, new ChangeFormat());
    }

    private static List<Change> read(String hex, ChangeFormat format) {
        List<Change> changes = new ArrayList<>();
        format.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), changes::add);
        return changes;
    }
}
