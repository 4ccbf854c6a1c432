package mqttlab.testkit.student;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mqttlab.testkit.failure.FailureKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What comes from a student's JVM")
class ChannelTest {

    private static final Predicate<String> NOBODYS = name -> false;
    private static final int MUCH = 1_900_000;
    private static final int MOST_MESSAGES = 20;
    private static final int MOST_BYTES = 3_000_000;
    private static final int MOST_CALLS = 3;

    private static Channel channel(OutputStream out, String... said) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(frames);
        for (String each : said) {
            byte[] document = each.replace('\'', '"').getBytes(UTF_8);
            data.writeInt(document.length);
            data.write(document);
        }
        InputStream in = new ByteArrayInputStream(frames.toByteArray());
        return new Channel(in, out, Thread.ofVirtual().factory(), thrown -> Failure.of(thrown, NOBODYS),
                new Allowance(MOST_MESSAGES, MOST_BYTES, MOST_CALLS));
    }

    private static List<Message> events(String... said) throws IOException {
        List<Message> events = new ArrayList<>();
        channel(OutputStream.nullOutputStream(), said).serve(events::add);
        return events;
    }

    private static Failure uncaught(String failure) throws IOException {
        return ((Message.Uncaught) events("{'is': 'uncaught', 'failure': " + failure + "}").getFirst()).failure();
    }

    private static Method method() throws NoSuchMethodException {
        return List.class.getMethod("size");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("may lack what it wants: it is the student's exception all the same, and no accident of the grader's")
    @ValueSource(strings = {"{'is': 'uncaught'}", "{'is': 'uncaught', 'failure': null}", "{'is': 'uncaught', 'failure': {}}",
        "{'is': 'uncaught', 'failure': {'type': null, 'message': null, 'frames': [null], 'causes': [null], 'kind': null}}"})
    void lacks(String said) throws IOException {
        Failure failure = ((Message.Uncaught) events(said).getFirst()).failure();

        assertThat(StudentFault.of("Publisher.publish", failure)).hasMessageStartingWith("Publisher.publish threw")
                .returns(FailureKind.THREW, StudentFault::kind);
    }

    @Test
    @DisplayName("is cut, be it ever so long: of an exception, of an exit, and of where threads stand")
    void cut() throws IOException {
        String text = "'" + "x".repeat(MUCH / 4) + "'";
        String many = "[" + "'at A.java:1',".repeat(MUCH / 16) + "'']";
        Failure failure = uncaught("{'type': " + text + ", 'message': " + text + ", 'causes': [" + text + "]}");
        Failure deep = uncaught("{'frames': " + many + "}");
        Message.Exiting exit = (Message.Exiting) events("{'is': 'exiting', 'frames': " + many + "}").getFirst();
        JsonNode stand = new ObjectMapper().readTree(("{'frames': " + many + "}").replace('\'', '"'));
        Stuck stuck = (Stuck) Channel.decode(Stuck.class, stand);

        assertThat(StudentFault.of("x", failure).getMessage()).hasSizeLessThan(4000);
        assertThat(deep.frames()).hasSize(12);
        assertThat(exit.frames()).hasSize(12);
        assertThat(stuck.frames()).hasSizeLessThan(1000);
        assertThat(stuck.kind()).isEqualTo(FailureKind.STUCK);
    }

    @Test
    @DisplayName("ends the call that it answers, also when it says nothing")
    void saysNothing() throws IOException, NoSuchMethodException {
        Channel channel = channel(OutputStream.nullOutputStream(), "{'is': 'returned', 'id': 1}", "{'is': 'thrown', 'id': 2}");
        CompletableFuture<JsonNode> returned = channel.call(1, method());
        CompletableFuture<JsonNode> thrown = channel.call(1, method());
        channel.serve(event -> { });

        assertThat(returned).isCompletedWithValueMatching(JsonNode::isNull);
        assertThat(thrown.exceptionNow()).isInstanceOfSatisfying(Channel.RemoteFailure.class,
                remote -> assertThat(remote.failure()).hasToString("an exception without a name"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("is no accident of the grader's if it is no message, or nested too deeply")
    @ValueSource(strings = {"", "null", "[]", "{}", "{'is': 'verdict'}", "{'is': 'call', 'id': 'x'}",
        "{'is': 'uncaught', 'points': 20}", "{'is': 'returned', 'id': 1, 'value': DEEP}",
        "{'is': 'call', 'id': 1, 'object': 1, 'method': 'x', 'arguments': DEEP}"})
    void malformed(String said) {
        String deep = "[".repeat(60) + "]".repeat(60);

        assertThatThrownBy(() -> events(said.replace("DEEP", deep))).isInstanceOf(Allowance.Exceeded.class)
                .hasMessage("it sent the suite what is no call and no answer");
    }

    @Test
    @DisplayName("has an end: of messages, of bytes, and of calls that are under way")
    void much() throws IOException {
        String event = "{'is': 'uncaught'}";
        String[] events = Stream.generate(() -> event).limit(MOST_MESSAGES).toArray(String[]::new);
        String large = "{'is': 'returned', 'id': 1, 'value': '" + "x".repeat(MUCH) + "'}";
        String call = "{'is': 'call', 'id': 1, 'object': 1, 'method': 'run/0', 'arguments': []}";
        assertThat(events(events)).hasSize(MOST_MESSAGES);

        assertThatThrownBy(() -> events(Stream.concat(Stream.of(events), Stream.of(event)).toArray(String[]::new)))
                .isInstanceOf(Allowance.Exceeded.class).hasMessage("it sent the suite more than 20 calls and answers");
        assertThatThrownBy(() -> events(large, large)).isInstanceOf(Allowance.Exceeded.class)
                .hasMessage("it sent the suite more than 3,000,000 bytes");
        Channel channel = channel(OutputStream.nullOutputStream(), call, call, call, call);
        CountDownLatch end = new CountDownLatch(1);
        channel.export(Runnable.class, (Runnable) () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatThrownBy(() -> channel.serve(each -> { })).isInstanceOf(Allowance.Exceeded.class)
                .hasMessage("it made more than 3 calls to the suite at once");
        end.countDown();
    }

    @Test
    @DisplayName("may be nothing at all, and nothing be read: whoever calls can still give up waiting")
    void readsNothing() {
        CountDownLatch never = new CountDownLatch(1);
        OutputStream unread = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            Channel channel = channel(unread);
            assertThat(channel.call(1, method())).isNotDone();
            assertThat(channel.call(1, method())).isNotDone();
        });
    }
}
