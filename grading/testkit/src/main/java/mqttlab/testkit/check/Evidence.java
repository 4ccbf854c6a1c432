package mqttlab.testkit.check;

import java.util.List;

/**
 * What was seen when a check was not passed.
 *
 * @param history  the numbered history of calls and packets, a line each, the event concerned marked
 * @param frames   where in the student's code it happened, the innermost first; empty where that is unknown
 * @param uncaught exceptions that nobody caught, with their frames, a line each
 * @param output   what the student's code printed, capped
 */
public record Evidence(List<String> history, List<String> frames, List<String> uncaught, String output) {

    public static final Evidence NONE = new Evidence(List.of(), List.of(), List.of(), "");
}
