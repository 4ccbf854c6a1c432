package mqttlab.lab05;

import mqttlab.contracts.team.Rhythm;

/** The pauses before attempts to connect, one after the other, in a row in which no attempt has succeeded. */
final class BackOff {

    private final Rhythm rhythm;

    BackOff(Rhythm rhythm) {
        this.rhythm = rhythm;
    }

    /** How long the next pause is. */
    long nextMillis() {
        // TODO task 2: Choose it at random between half and the whole; the whole doubles each time, up to the longest
        // pause
        throw new UnsupportedOperationException("Task 2 is still to be written: Choose it at random between half and "
                + "the whole; the whole doubles each time, up to the longest pause");
    }
}
