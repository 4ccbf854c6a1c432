package mqttlab.broker.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mqttlab.broker.file.BadFile;

/** A PEM file (RFC 7468) with certificates or a private key. Nothing of a key is in any message. */
record PemFile(Path path) {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /** All certificates of the file, at least one. */
    List<Certificate> certificates() {
        List<Certificate> certificates = blocks().stream()
                .filter(block -> block.group(1).equals("CERTIFICATE"))
                .map(this::certificate)
                .toList();
        if (certificates.isEmpty()) {
            throw new BadFile(path, "holds no certificate: there is no line -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    private Certificate certificate(MatchResult block) {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content(block)));
        } catch (CertificateException e) {
            throw new BadFile(path, "holds a certificate that cannot be read; make it anew");
        }
    }

    /** The private key that belongs to this public one, of a certificate. */
    PrivateKey privateKey(PublicKey certified) {
        MatchResult block = blocks().stream()
                .filter(any -> any.group(1).endsWith("PRIVATE KEY"))
                .findFirst()
                .orElseThrow(() -> new BadFile(path, "holds no private key: there is no line -----BEGIN PRIVATE KEY-----"));
        return switch (block.group(1)) {
            case "PRIVATE KEY" -> privateKey(content(block), certified);
            case "ENCRYPTED PRIVATE KEY" -> throw rewrite("the key is encrypted, and the broker has nobody to ask");
            // RSA PRIVATE KEY or EC PRIVATE KEY, from older tools: the same numbers without their common envelope.
            default -> throw rewrite("the key is not in the form of PKCS#8, which begins with BEGIN PRIVATE KEY");
        };
    }

    private BadFile rewrite(String what) {
        return new BadFile(path, what + "; write it anew: openssl pkcs8 -topk8 -nocrypt -in %s -out KEY".formatted(path));
    }

    private PrivateKey privateKey(byte[] content, PublicKey certified) {
        try {
            PrivateKey key = KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(content));
            if (belongs(key, certified)) {
                return key;
            }
        } catch (GeneralSecurityException e) {
            // Not a key, or one of another algorithm than the certificate's: as useless as another key.
        }
        throw new BadFile(path, "is not the private key of the certificate");
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

    /** Each with its label, such as {@code CERTIFICATE}, and its content in Base64; what stands between them is a comment. */
    private List<MatchResult> blocks() {
        try {
            // Comments may be in any encoding; the blocks are ASCII.
            return BLOCK.matcher(Files.readString(path, StandardCharsets.ISO_8859_1)).results().toList();
        } catch (IOException e) {
            throw BadFile.unreadable(path, e);
        }
    }

    private byte[] content(MatchResult block) {
        try {
            return Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new BadFile(path, "should have nothing but Base64 between BEGIN and END");
        }
    }
}
