package mqttlab.testkit.student;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A port, as Linux lists who listens,")
class PortOwnerTest {

    private static final int PORT = 0x1F90;
    private static final String LOOPBACK = "0100007F";
    private static final String ALL = "00000000";
    private static final String ALL_OF_IPV6 = ALL + ALL + ALL + ALL;
    private static final String ELSEWHERE = "0200007F";
    private static final String ELSEWHERE_IPV6 = ALL + ALL + ALL + "01000000";

    @TempDir
    private Path folder;
    private PortOwner ports;

    /** This process has the socket 11. */
    @BeforeEach
    void list() throws IOException {
        Path descriptors = Files.createDirectories(folder.resolve(ProcessHandle.current().pid() + "/fd"));
        Files.createSymbolicLink(descriptors.resolve("3"), Path.of("socket:[11]"));
        ports = new PortOwner(List.of(folder.resolve("tcp"), folder.resolve("tcp6")), folder);
    }

    private void listens(String list, String address, int socket) throws IOException {
        Files.writeString(folder.resolve(list), """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: %s:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 %d 1 ffff 100
                """.formatted(address, socket));
    }

    @ParameterizedTest(name = "own: {0}, another''s: {1}")
    @CsvSource({LOOPBACK + ", " + ALL_OF_IPV6 + ", false", ALL + ", " + ALL_OF_IPV6 + ", false",
        LOOPBACK + ", " + ELSEWHERE_IPV6 + ", false", ELSEWHERE + ", " + ALL_OF_IPV6 + ", true"})
    @DisplayName("belongs to the one that a connection to 127.0.0.1 gets to")
    void precedence(String own, String another, boolean isAnothers) throws IOException {
        listens("tcp", own, 11);
        listens("tcp6", another, 22);
        assertThat(ports.isAnother(ProcessHandle.current(), PORT)).contains(isAnothers);
    }

    @ParameterizedTest(name = "another''s: {0}, own: {1}")
    @CsvSource({LOOPBACK + ", " + ALL_OF_IPV6, ALL + ", " + ALL_OF_IPV6})
    @DisplayName("does not belong to one that listens beside it, at other addresses")
    void beside(String another, String own) throws IOException {
        listens("tcp", another, 22);
        listens("tcp6", own, 11);
        assertThat(ports.isAnother(ProcessHandle.current(), PORT)).contains(true);
    }
}
