package mqttlab.lab.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mqttlab.lab.submission.Shard;

/**
 * The command that a report shows, so that it can be typed again.
 *
 * @param folder of the submissions, as it was typed
 * @param labs   that were asked for, as they were typed
 */
record GradeLine(String folder, List<String> labs, long seed) {

    String with(Optional<Shard> shard, Path out) {
        StringBuilder command = new StringBuilder("./lab grade " + folder + " --out " + out);
        labs.forEach(each -> command.append(" --lab ").append(each.contains(" ") ? "\"" + each + "\"" : each));
        shard.ifPresent(each -> command.append(" --shard ").append(each));
        return command.append(" --seed ").append(seed).toString();
    }
}
