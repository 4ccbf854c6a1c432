package mqttlab.testkit.student;

import mqttlab.testkit.failure.FailureKind;

/** No object of a student's class could be made, for a reason that is known. */
final class Unloadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    Unloadable(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    FailureKind kind() {
        return kind;
    }
}
