package mqttlab.broker.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import mqttlab.broker.file.BadFile;

/** Reads a private key. Nothing of it is in any message. */
final class KeyFile {

    private KeyFile() {
    }

    /** The private key that belongs to this public one, of a certificate. */
    static PrivateKey read(Path file, PublicKey certified) {
        Pem pem = Pem.read(file).stream()
                .filter(block -> block.label().endsWith("PRIVATE KEY"))
                .findFirst()
                .orElseThrow(() -> new BadFile(file, "holds no private key: there is no line -----BEGIN PRIVATE KEY-----"));
        return switch (pem.label()) {
            case "PRIVATE KEY" -> parse(file, pem.der(), certified);
            case "ENCRYPTED PRIVATE KEY" -> throw rewrite(file, "the key is encrypted, and the broker has nobody to ask");
            // RSA PRIVATE KEY or EC PRIVATE KEY, from older tools: the same numbers without their common envelope.
            default -> throw rewrite(file, "the key is not in the form of PKCS#8, which begins with BEGIN PRIVATE KEY");
        };
    }

    private static BadFile rewrite(Path file, String what) {
        return new BadFile(file, what + "; write it anew: openssl pkcs8 -topk8 -nocrypt -in %s -out KEY".formatted(file));
    }

    private static PrivateKey parse(Path file, byte[] der, PublicKey certified) {
        try {
            PrivateKey key = KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
            if (belongs(key, certified)) {
                return key;
            }
        } catch (GeneralSecurityException e) {
            // No key, or one of another algorithm than the certificate's: as useless as another key.
        }
        throw new BadFile(file, "is not the private key of the certificate");
    }

    /** Tried out, because the JDK would find out only when a client connects. */
    private static boolean belongs(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(switch (certified.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> certified.getAlgorithm();
        });
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        return signature.verify(signed);
    }
}
