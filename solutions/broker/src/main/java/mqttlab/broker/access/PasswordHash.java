package mqttlab.broker.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mqttlab.broker.file.Line;

/**
 * A password as the file keeps it: salted and hashed. Whoever steals the file still has to guess, and each guess takes
 * time. A password is bytes, of any encoding or none; so the JDK's own PBKDF2, which wants characters, is of no use.
 *
 * @param iterations of PBKDF2 with HMAC-SHA-512 (RFC 8018, section 5.2), written {@code $7$iterations$salt$hash};
 *                   0 for {@code $6$salt$hash}, SHA-512 of the password and the salt, which Mosquitto wrote before 2.0
 */
record PasswordHash(int iterations, byte[] salt, byte[] hash) {

    private static final int HASH_BYTES = 64;

    /** @param password not empty */
    boolean matches(byte[] password) {
        try {
            // Takes as long whether the first byte differs or the last.
            return MessageDigest.isEqual(hash, iterations == 0 ? sha512(password) : pbkdf2(password));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no SHA-512.", e);
        }
    }

    private byte[] sha512(byte[] password) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        digest.update(password);
        return digest.digest(salt);
    }

    private byte[] pbkdf2(byte[] password) throws GeneralSecurityException {
        Mac hmac = Mac.getInstance("HmacSHA512");
        hmac.init(new SecretKeySpec(password, "HmacSHA512"));
        hmac.update(salt);
        // The number of the block: the hash is as long as an HMAC, so there is only this one.
        byte[] step = hmac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] mixed = step.clone();
        for (int i = 1; i < iterations; i++) {
            step = hmac.doFinal(step);
            for (int at = 0; at < mixed.length; at++) {
                mixed[at] ^= step[at];
            }
        }
        return mixed;
    }

    static PasswordHash parse(Line line, String text) {
        if (!text.startsWith("$")) {
            throw line.wrong("the password should be a hash; if it is the password itself, run: mosquitto_passwd -U %s",
                    line.file());
        }
        String[] parts = text.substring(1).split("\\$", -1);
        return switch (parts[0] + "/" + parts.length) {
            case "7/4" -> new PasswordHash(iterations(line, parts[1]), base64(line, parts[2]), hash(line, parts[3]));
            case "6/3" -> new PasswordHash(0, base64(line, parts[1]), hash(line, parts[2]));
            default -> throw line.wrong("the hash should be $7$iterations$salt$hash or $6$salt$hash; "
                    + "write the line anew with: mosquitto_passwd %s USER", line.file());
        };
    }

    private static int iterations(Line line, String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw line.wrong("the iterations, after $7$, should be a number from 1 to 999999999");
        }
        return Integer.parseInt(text);
    }

    private static byte[] hash(Line line, String text) {
        byte[] hash = base64(line, text);
        if (hash.length != HASH_BYTES) {
            throw line.wrong("the hash, after the last $, should be %d bytes in Base64 and is %d", HASH_BYTES, hash.length);
        }
        return hash;
    }

    private static byte[] base64(Line line, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // Not the decoder's words, which quote from the hash.
            throw line.wrong("the salt and the hash should be Base64");
        }
    }
}
