package mqttlab.testkit.broker;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import mqttlab.testkit.InfrastructureException;

/**
 * Writes Mosquitto's password file without {@code mosquitto_passwd}, which a container may lack:
 * {@code name:$7$iterations$salt$hash}, where the hash is PBKDF2 with HMAC-SHA-512.
 */
final class MosquittoPasswords {

    // What mosquitto_passwd writes by default, too.
    private static final int ITERATIONS = 101;
    private static final int SALT_BYTES = 12;
    private static final int HASH_BITS = 512;

    private MosquittoPasswords() {
    }

    static String file(Map<String, String> users) {
        StringBuilder file = new StringBuilder();
        new TreeMap<>(users).forEach((name, password) ->
                file.append(name).append(':').append(hashed(password)).append('\n'));
        return file.toString();
    }

    private static String hashed(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, HASH_BITS)).getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return "$7$" + ITERATIONS + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new InfrastructureException("This JDK cannot hash passwords as Mosquitto wants them: " + e.getMessage(), e);
        }
    }
}
