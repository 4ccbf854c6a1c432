package mqttlab.contracts.broker;

/**
 * Numbers, text and the fixed header, to bytes and back (sections 1.5.3 and 2.2 of the MQTT 3.1.1 standard). No method keeps any
 * state: the same input always gives the same result.
 */
public interface WireFormat {

    /** The largest remaining length that four bytes can hold. */
    int MOST_REMAINING = 268_435_455;

    /**
     * Encodes a remaining length in as few bytes as it needs, one to four.
     *
     * @param length from 0 to {@value #MOST_REMAINING}
     * @throws MalformedException if it is outside these limits
     */
    byte[] encodeRemainingLength(int length) throws MalformedException;

    /**
     * Decodes the remaining length with which these bytes begin. What stands behind it does not matter.
     *
     * @throws IncompleteException if the bytes end before it does
     * @throws MalformedException  if it goes on after its fourth byte
     */
    RemainingLength decodeRemainingLength(byte[] bytes) throws IncompleteException, MalformedException;

    /**
     * Encodes text as MQTT does everywhere: two bytes that say how many follow, the higher one first, and then the text in UTF-8.
     *
     * @throws MalformedException if MQTT cannot carry this text: it is longer than 65,535 bytes, or contains a U+0000 or half of
     *         a surrogate pair
     */
    byte[] encodeText(String text) throws MalformedException;

    /**
     * Decodes the text with which these bytes begin. What stands behind it does not matter.
     *
     * @throws IncompleteException if the bytes end before it does
     * @throws MalformedException  if its bytes are not well-formed UTF-8, or contain a U+0000
     */
    Text decodeText(byte[] bytes) throws IncompleteException, MalformedException;

    /**
     * Decodes the fixed header with which these bytes begin, and checks its flags against the table of section 2.2.2. What stands
     * behind it does not matter.
     *
     * @throws IncompleteException if the bytes end before it does
     * @throws MalformedException  if the packet type is 0 or 15, if the flags are not what they must be for this type, or if
     *         the remaining length is malformed
     */
    FixedHeader decodeFixedHeader(byte[] bytes) throws IncompleteException, MalformedException;

    /**
     * A decoded remaining length.
     *
     * @param value how many bytes follow it in its packet
     * @param size  how many bytes it takes itself, from 1 to 4
     */
    record RemainingLength(int value, int size) {
    }

    /**
     * Decoded text.
     *
     * @param size how many bytes it takes, with the two that say its length
     */
    record Text(String value, int size) {
    }

    /**
     * A decoded fixed header.
     *
     * @param type      from 1, CONNECT, to 14, DISCONNECT
     * @param flags     the lower four bits of the first byte
     * @param remaining the remaining length
     * @param size      how many bytes the header takes itself, from 2 to 5
     */
    record FixedHeader(int type, int flags, int remaining, int size) {
    }
}
