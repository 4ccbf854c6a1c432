package mqttlab.lab02;

// lab:hide
import java.math.BigDecimal;
// lab:end
import java.util.List;
import mqttlab.contracts.feeds.Condition;
import mqttlab.contracts.feeds.Event;

/** Filtering by content: what no broker does, since none looks into a payload. */
final class Conditions {

    private Conditions() {
    }

    /** Whether all of them hold for the event; true if there are none. */
    static boolean hold(List<Condition> conditions, Event event) {
        return conditions.stream().allMatch(each -> holds(each, event));
    }

    private static boolean holds(Condition condition, Event event) {
        // lab:task 5 Compare the field with the value of the condition; no such field, or not a number where one is needed: it does not hold
        String value = event.fields().get(condition.field());
        if (value == null) {
            return false;
        }
        return switch (condition.comparison()) {
            case IS -> value.equals(condition.value());
            case CONTAINS -> value.contains(condition.value());
            case ABOVE -> isNumber(value) && new BigDecimal(value).compareTo(new BigDecimal(condition.value())) > 0;
            case BELOW -> isNumber(value) && new BigDecimal(value).compareTo(new BigDecimal(condition.value())) < 0;
        };
        // lab:end
    }

    // lab:hide
    private static boolean isNumber(String value) {
        try {
            new BigDecimal(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
    // lab:end
}
