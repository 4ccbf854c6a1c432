package mqttlab.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mqttlab.bench.contender.Contender;
import mqttlab.testkit.InfrastructureException;

/** Results in the three forms in which they are given out. */
public record ResultFiles(Results results, List<Contender> contenders) {

    private interface Writing {
        void to(Path file) throws IOException;
    }

    /** The table, what its signs mean, and with which settings each broker ran. */
    public String text() {
        StringBuilder text = new StringBuilder(new TextTable(results).toString()).append('\n');
        contenders.forEach(each -> text.append("%s: %s%n".formatted(each.name(), each.settings())));
        return text.toString();
    }

    public void writeText(Path file) {
        write(file, to -> Files.writeString(to, text()));
    }

    public void writeJson(Path file) {
        write(file, JsonReport.of(results, contenders)::write);
    }

    /** Nothing when there is nothing to compare. */
    public boolean writePlot(Path file) {
        Plot plot = new Plot(results);
        if (!plot.isEmpty()) {
            write(file, plot::write);
        }
        return !plot.isEmpty();
    }

    private static void write(Path file, Writing writing) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            writing.to(file);
        } catch (IOException e) {
            throw new InfrastructureException("cannot write the results to " + file + ": " + e.getMessage(), e);
        }
    }
}
