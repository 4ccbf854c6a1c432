package mqttlab.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.testkit.Patience;
import mqttlab.testkit.tap.Events;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayName("What waits beside a check")
class WatchTest {

    private final Trace trace = new Trace();
    private final List<Watch> watches = new ArrayList<>();
    private final BlockingQueue<Note> seen = new LinkedBlockingQueue<>();

    private Watch watch(String text) {
        Watch watch = new Watch(trace, Events.note(text), seen::add);
        watches.add(watch);
        return watch;
    }

    @AfterEach
    void close() {
        watches.forEach(Watch::close);
    }

    private Note next() throws InterruptedException {
        return seen.poll(Patience.usual().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    @DisplayName("does something at the first such event, and once")
    void acts() throws Exception {
        watch("now");
        trace.note("not yet");
        Note now = trace.note("now");
        trace.note("now");
        assertThat(next()).isEqualTo(now);
        assertThat(seen).isEmpty();
    }

    @RepeatedTest(200)
    @DisplayName("does nothing any more when the check has ended, however little it had begun")
    void ends() throws Exception {
        watch("now").close();
        trace.note("now");
        watch("now");
        assertThat(next()).isNotNull();
        assertThat(seen).isEmpty();
    }
}
