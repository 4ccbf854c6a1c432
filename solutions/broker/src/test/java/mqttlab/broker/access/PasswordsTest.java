package mqttlab.broker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import mqttlab.broker.file.BadFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A password file")
class PasswordsTest {

    private static final String SALT = "MDEyMzQ1Njc4OWFi";
    private static final String CONTRASENA =
            "mVzQ/frZ5I857JZJcU4EEYX7qyV4uR/2AXOO/SF4kx26fHfU+c2aq3RC2GqPx8G6EwzVLlsY3vGMy1Y+Mz+exw==";

    /** Hashed by Python's hashlib. */
    private static final String FILE = """
            # the users of this broker

            old:$6$MDEyMzQ1Njc4OWFi$\
            D7cvH1VGO9G4FbFYAe6og5rutXG2jQ7HACc2NaZLf2dENeUMiGsfjhH336f3HgLBovMHC5UBEML6042yXzIx0g==
            josé:$7$1000$MDEyMzQ1Njc4OWFi$\
            mVzQ/frZ5I857JZJcU4EEYX7qyV4uR/2AXOO/SF4kx26fHfU+c2aq3RC2GqPx8G6EwzVLlsY3vGMy1Y+Mz+exw==
            empty:$7$101$MDEyMzQ1Njc4OWFi$\
            kzDXCXdMu3h7h0NtE+I+qTtTcGAUlFRHwpQWMPRqszBH4cPoNtY8ftOLFMIoAPXoISgI7lHqw9Fpgdh2lyuFlw==
            long:$7$101$MDEyMzQ1Njc4OWFi$\
            As8uDZ64IpK+MvUQTuZ1gO3e59rgJLmwQi+AJVHUnuxbhV3QaSLnFHnW+Mdh7xyQpuk/pTLmCNjU9RQiPVFiDQ==
            bytes:$7$101$MDEyMzQ1Njc4OWFi$\
            np9n7nkzaAmZgRAJf1wbxzwFXWmTzZkHkX+3ycdNJUUsOr/KhAM4qpGWGXrhxze6WTFBbjUwj4dB4fmz8JYsEQ==
            """;

    @TempDir
    private Path folder;

    private Access reading(String content) throws IOException {
        return Access.of(Optional.of(Files.writeString(folder.resolve("passwords"), content)), Optional.empty());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("may begin with a byte order mark, as Notepad writes it")
    void byteOrderMark() throws IOException {
        String old = FILE.lines().filter(line -> line.startsWith("old:")).findFirst().orElseThrow();

        assertThat(reading("\uFEFF" + old).admits(Identity.of("c1", "old"), utf8("contraseña"))).isTrue();
    }

    @ParameterizedTest(name = "{0} with the password \"{1}\": {2}")
    @DisplayName("admits who knows the password, unless it is empty")
    @CsvSource({
        "old, contraseña, true", "old, contrasena, false", "old, '', false",
        "josé, contraseña, true", "josé, contraseñ, false", "josé, contraseña!, false", "josé, '', false",
        "empty, '', false", "empty, x, false",
        "jose, contraseña, false", "nobody, contraseña, false", "'', '', false", "'# the users of this broker', '', false"})
    void admits(String user, String password, boolean admitted) throws IOException {
        assertThat(reading(FILE).admits(Identity.of("c1", user), utf8(password))).isEqualTo(admitted);
    }

    @Test
    @DisplayName("admits with a password longer than the block of the hash")
    void longPassword() throws IOException {
        assertThat(reading(FILE).admits(Identity.of("c1", "long"), utf8("x".repeat(300)))).isTrue();
        assertThat(reading(FILE).admits(Identity.of("c1", "long"), utf8("x".repeat(299)))).isFalse();
    }

    @Test
    @DisplayName("compares bytes: a password need not be text")
    void bytes() throws IOException {
        assertThat(reading(FILE).admits(Identity.of("c1", "bytes"), HexFormat.of().parseHex("fffe8078"))).isTrue();
        assertThat(reading(FILE).admits(Identity.of("c1", "bytes"), HexFormat.of().parseHex("fffe8178"))).isFalse();
    }

    @Test
    @DisplayName("keeps out who gives no user name, or no password")
    void nothingGiven() throws IOException {
        assertThat(reading(FILE).admits(Identity.anonymous("c1"), null)).isFalse();
        assertThat(reading(FILE).admits(Identity.of("c1", "josé"), null)).isFalse();
        assertThat(reading(FILE).admits(Identity.of("c1", "empty"), null)).isFalse();
    }

    @Test
    @DisplayName("without users admits nobody")
    void noUsers() throws IOException {
        assertThat(reading("# nobody yet\n").admits(Identity.of("c1", "ana"), utf8("x"))).isFalse();
        assertThat(reading("").admits(Identity.anonymous("c1"), null)).isFalse();
    }

    @Test
    @DisplayName("that is not given admits everybody, with every right")
    void open() {
        assertThat(Access.open().admits(Identity.anonymous("c1"), null)).isTrue();
        assertThat(Access.open().admits(Identity.of("c1", "ana"), utf8("x"))).isTrue();
        assertThat(Access.open().rightsOf(Identity.anonymous("c1"))).isSameAs(Rights.ALL);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("with a bad line is refused with the file, the line, and what it should be")
    @CsvSource(delimiter = '|', value = {
        "secreto | there is no user name; a line should be user:hash, as mosquitto_passwd writes it",
        ":secreto | there is no user name; a line should be user:hash, as mosquitto_passwd writes it",
        "ana:secreto | the password should be a hash; if it is the password itself, run: mosquitto_passwd -U FILE",
        "ana: | the password should be a hash; if it is the password itself, run: mosquitto_passwd -U FILE",
        "ana:$7$secreto | the hash should be $7$iterations$salt$hash or $6$salt$hash; "
                + "write the line anew with: mosquitto_passwd FILE USER",
        "ana:$argon2id$v=19$secreto$x | the hash should be $7$iterations$salt$hash or $6$salt$hash; "
                + "write the line anew with: mosquitto_passwd FILE USER",
        "ana:$7$0$SALT$HASH | the iterations, after $7$, should be a number from 1 to 999999999",
        "ana:$7$-1$SALT$HASH | the iterations, after $7$, should be a number from 1 to 999999999",
        "ana:$7$9999999999$SALT$HASH | the iterations, after $7$, should be a number from 1 to 999999999",
        "ana:$7$101$!secreto$HASH | the salt and the hash should be Base64",
        "ana:$6$SALT$secreto! | the salt and the hash should be Base64",
        "ana:$6$SALT$secreto= | the hash, after the last $, should be 64 bytes in Base64 and is 5",
        "ana:$7$101$SALT$ | the hash, after the last $, should be 64 bytes in Base64 and is 0",
        "first:$7$9$SALT$HASH | user 'first' is there twice; leave one of the lines"})
    void badLine(String line, String complaint) throws IOException {
        String content = "first:$7$101$SALT$HASH\n\n" + line + "\n";
        assertThatThrownBy(() -> reading(content.replace("SALT", SALT).replace("HASH", CONTRASENA)))
                .isInstanceOf(BadFile.class)
                .hasMessage(folder.resolve("passwords") + ":3: "
                        + complaint.replace("FILE", folder.resolve("passwords").toString()))
                .hasMessageNotContaining("secreto");
    }

    @Test
    @DisplayName("that is not there is refused in one line")
    void missing() {
        assertThatThrownBy(() -> Access.of(Optional.of(folder.resolve("gone")), Optional.empty()))
                .isInstanceOf(BadFile.class)
                .hasMessage(folder.resolve("gone") + ": there is no such file");
    }

    @Test
    @DisplayName("that is not text is refused in one line")
    void binary() throws IOException {
        Path file = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> Access.of(Optional.of(file), Optional.empty()))
                .isInstanceOf(BadFile.class)
                .hasMessage(file + ":1: this is not text in UTF-8");
    }
}
