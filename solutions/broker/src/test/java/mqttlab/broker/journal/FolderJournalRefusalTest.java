package mqttlab.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import mqttlab.broker.session.Change.Opened;
import mqttlab.broker.session.Change.Received;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the journal in a folder refuses to start")
class FolderJournalRefusalTest extends WithFolderJournal {

    @Test
    @DisplayName("when any bit is wrong before the last block, and names the byte at which that block begins")
    void flippedBits() throws IOException {
        write(new Opened(1, ANA));
        int start = (int) Files.size(file(1));
        write(new Received(1, 7));
        int end = (int) Files.size(file(1));
        write(new Received(1, 8));
        byte[] good = Files.readAllBytes(file(1));
        for (int bit = 8 * start; bit < 8 * end; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file(1), bad);
            assertThatThrownBy(this::read).as("bit " + bit).isInstanceOf(UnusableJournal.class)
                    .hasMessageContaining(file(1) + ": is damaged at byte " + start)
                    .hasMessageContaining("what was written well goes on at byte " + end);
            assertThat(file(1)).hasBinaryContent(bad);
        }
    }

    @Test
    @DisplayName("when a file is missing")
    void missingFile() throws IOException {
        write(new Opened(1, ANA));
        Path third = Files.createFile(folder.resolve("3.more"));
        assertThatThrownBy(this::read).isInstanceOf(UnusableJournal.class)
                .hasMessageContaining(third + ": goes on from file 2, which is missing");
        Files.move(file(1), folder.resolve("2.more"));
        assertThatThrownBy(this::read).isInstanceOf(UnusableJournal.class)
                .hasMessageContaining(folder.resolve("2.more") + ": goes on from file 1, which is missing");
    }

    @Test
    @DisplayName("when a file is empty that another goes on from")
    void emptyFile() throws IOException {
        Files.createFile(file(1));
        Files.createFile(folder.resolve("2.more"));
        assertThatThrownBy(this::read).isInstanceOf(UnusableJournal.class)
                .hasMessageContaining(file(1) + ": is damaged at byte 0")
                .hasMessageContaining("goes on in the next file");
    }

    @Test
    @DisplayName("when another broker has the folder")
    void locked() {
        try (Journal mine = open(new ArrayList<>())) {
            assertThatThrownBy(() -> Journal.open(folder)).isInstanceOf(UnusableJournal.class)
                    .hasMessageContaining("another broker uses this folder");
            assertThat(mine.isBroken()).isFalse();
        }
        assertThatCode(() -> Journal.open(folder).close()).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("when its folder is a file")
    void noFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Journal.open(file)).isInstanceOf(UnusableJournal.class)
                .hasMessageContaining("cannot be used as the broker's folder");
    }

    @Test
    @DisplayName("with a file of somebody else")
    void foreignFile() throws IOException {
        Files.writeString(file(1), "Dear diary, today");
        assertThatThrownBy(this::read).hasMessageContaining("is no journal of this version");
        assertThat(file(1)).hasContent("Dear diary, today");
    }

    @Test
    @DisplayName("with the journal of an older version, and leaves it as it is")
    void olderVersion() throws IOException {
        Files.writeString(file(1), "MQTTJN1\n");
        Files.writeString(file(2), "MQTTJN1\n");
        assertThatThrownBy(this::read).isInstanceOf(UnusableJournal.class)
                .hasMessageContaining(file(2) + ": is no journal of this version");
        assertThat(folder).isDirectoryContaining(file -> file.equals(file(1)));
    }
}
