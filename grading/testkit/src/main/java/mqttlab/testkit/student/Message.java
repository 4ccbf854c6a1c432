package mqttlab.testkit.student;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import mqttlab.testkit.failure.FailureKind;

/**
 * What travels between a suite and a student's JVM. A closed set of names, so that nothing on the channel can make the
 * receiver load a class.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Message.Call.class, name = "call"),
    @JsonSubTypes.Type(value = Message.Returned.class, name = "returned"),
    @JsonSubTypes.Type(value = Message.Thrown.class, name = "thrown"),
    @JsonSubTypes.Type(value = Message.Uncaught.class, name = "uncaught"),
    @JsonSubTypes.Type(value = Message.Exiting.class, name = "exiting")
})
sealed interface Message {

    int MOST_FRAMES = 12;

    /** What is said of an exception of which nothing is said. */
    Failure NO_FAILURE = new Failure("an exception without a name", "", List.of(), List.of(), FailureKind.THREW);

    /** Calls a method of an object that the other side has exported. */
    record Call(long id, int object, String method, List<JsonNode> arguments) implements Message {
    }

    record Returned(long id, JsonNode value) implements Message {
        public Returned {
            value = value == null ? NullNode.instance : value;
        }
    }

    record Thrown(long id, Failure failure) implements Message {
        public Thrown {
            failure = failure == null ? NO_FAILURE : failure;
        }
    }

    /** An exception ended a thread, or left a callback of the MQTT client. */
    record Uncaught(Failure failure) implements Message {
        public Uncaught {
            failure = failure == null ? NO_FAILURE : failure;
        }
    }

    /** Somebody called {@code System.exit}: where. */
    record Exiting(List<String> frames) implements Message {
        public Exiting {
            frames = Bounded.texts(frames, MOST_FRAMES);
        }
    }
}
