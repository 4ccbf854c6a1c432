package mqttlab.testkit.student;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

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

    /** Calls a method of an object that the other side has exported. */
    record Call(long id, int object, String method, List<JsonNode> arguments) implements Message {
    }

    record Returned(long id, JsonNode value) implements Message {
    }

    record Thrown(long id, Failure failure) implements Message {
    }

    /** An exception ended a thread, or left a callback of the MQTT client. */
    record Uncaught(Failure failure) implements Message {
    }

    /** Somebody called {@code System.exit}: where. */
    record Exiting(List<String> frames) implements Message {
    }
}
