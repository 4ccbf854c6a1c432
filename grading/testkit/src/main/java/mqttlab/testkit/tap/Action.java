package mqttlab.testkit.tap;

import java.time.Duration;

/** What a rule does to a packet that it matches. */
sealed interface Action {

    record Drop() implements Action {
    }

    record Duplicate() implements Action {
    }

    record Delay(Duration time) implements Action {
    }

    record HoldBack() implements Action {
    }

    record CutBefore() implements Action {
    }

    record CutAfter() implements Action {
    }
}
