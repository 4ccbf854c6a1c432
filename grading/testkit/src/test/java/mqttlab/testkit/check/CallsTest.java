package mqttlab.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.Trace;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A call of a student's object")
@ProvedOnce(reads = {})
class CallsTest {

    private enum Guarantee {
        ONCE
    }

    private record Order(String id) {
    }

    private interface Trader {
        int place(Guarantee guarantee, Consumer<String> listener, Order... orders);
    }

    private final Trace trace = new Trace();
    private final Calls calls = new Calls(trace);

    @Test
    @DisplayName("is in the history, with the object's number from the second on, what it was given, and what it gave")
    void shown() {
        Trader first = calls.noted(Trader.class, (guarantee, listener, orders) -> orders.length);
        Trader second = calls.noted(Trader.class, (guarantee, listener, orders) -> orders.length);

        first.place(Guarantee.ONCE, message -> { }, new Order("a"));
        second.place(Guarantee.ONCE, null, new Order("b"), new Order("c"), new Order("d"));

        assertThat(trace.events()).extracting(event -> ((Note) event).note()).containsExactly(
                "trader.place(ONCE, …, Order[id=a])", "trader.place returned 1",
                "trader 2.place(ONCE, null, Order[id=b] and 2 more)", "trader 2.place returned 3");
    }
}
