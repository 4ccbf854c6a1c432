package mqttlab.lab.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mqttlab.lab.ThisCheckout;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The picture in a handout")
class DiagramIT {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("of lab 01 is what the solution and a broker say to each other")
    void lab01() throws Exception {
        List<Snippet> pictures = Pages.snippets()
                .filter(each -> each.is("diagram") && each.lab().equals(Optional.of("01"))).toList();
        assertThat(pictures).hasSize(1);
        String recorded = Recorded.lab01(ThisCheckout.root(), folder).stripTrailing();
        assertThat(pictures.getFirst().text())
                .as("To mend the picture, put this into the block [role=diagram] of %s:%n%n%s%n", pictures.getFirst().page(), recorded)
                .isEqualTo(recorded);
    }
}
