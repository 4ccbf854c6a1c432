package mqttlab.broker.codec;

import java.util.Optional;

/**
 * Characters that no text needs: controls, and code points that are never a character. The standard lets a server refuse them
 * (section 1.5.3). They have no shape, and would end up in logs and terminals.
 */
public final class Characters {

    private Characters() {
    }

    /** What is wrong with the text; nothing if it has none of these. */
    public static Optional<String> faultOf(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Most topics are nothing but ASCII.
            if (c < ' ' || c > '~' && isUnwanted(text.codePointAt(i))) {
                return Optional.of("it should not have the character U+%04X (section 1.5.3)".formatted(text.codePointAt(i)));
            }
        }
        return Optional.empty();
    }

    private static boolean isUnwanted(int codePoint) {
        boolean noncharacter = codePoint >= 0xFDD0 && codePoint <= 0xFDEF || (codePoint & 0xFFFE) == 0xFFFE;
        return noncharacter || Character.isISOControl(codePoint);
    }
}
