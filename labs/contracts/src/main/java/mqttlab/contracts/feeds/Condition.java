package mqttlab.contracts.feeds;

import java.math.BigDecimal;

/**
 * What a field of an event must be like, for instance {@code knots ABOVE 25}. It does not hold for an event without that field.
 *
 * @param field      the name of the field
 * @param comparison how its value is compared
 * @param value      with what; for {@code ABOVE} and {@code BELOW}, a number
 */
public record Condition(String field, Comparison comparison, String value) {

    /** How the value of a field is compared. */
    public enum Comparison {

        /** The two texts are the same, character by character. */
        IS,

        /** The value of the field has the other text in it, character by character. */
        CONTAINS,

        /** As a number, the value of the field is greater than the other. It does not hold if that value is not a number. */
        ABOVE,

        /** As a number, the value of the field is smaller than the other. It does not hold if that value is not a number. */
        BELOW
    }

    /** A number is what {@link BigDecimal#BigDecimal(String)} reads. */
    public Condition {
        if (comparison == Comparison.ABOVE || comparison == Comparison.BELOW) {
            new BigDecimal(value);
        }
    }
}
