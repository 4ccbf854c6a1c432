package mqttlab.lab.doctor;

/**
 * One thing that the course can use, and whether it is there.
 *
 * @param detail what was found, or what to do
 */
public record Finding(String what, State state, String detail) {

    public enum State {
        FOUND,
        /** It is not there, and the course does without. */
        ABSENT,
        /** It is not there, and something does not work. */
        MISSING
    }

    static Finding found(String what, String detail) {
        return new Finding(what, State.FOUND, detail);
    }

    static Finding missing(String what, String detail) {
        return new Finding(what, State.MISSING, detail);
    }
}
