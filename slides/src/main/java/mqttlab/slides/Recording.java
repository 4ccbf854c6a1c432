package mqttlab.slides;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import mqttlab.lab.BadInput;

/**
 * What is run for a slide.
 *
 * @param name   of the files in which it is kept
 * @param listen commands that are started first, each when the one before has subscribed; they end by themselves
 * @param run    the commands, one after the other
 * @param until  what the commands print when they have shown enough, and are ended; empty if they end by themselves
 * @param status how they end by themselves
 * @param mosquitto whether it takes a Mosquitto: the embedded broker does not send again all that was under way
 * @param mutant whose code {@code lab} takes for the student's, LAB/NAME; empty for that of this checkout
 */
record Recording(@JsonProperty(required = true) String name,
                 @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> listen,
                 @JsonProperty(required = true)
                 @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> run,
                 String until,
                 int status,
                 boolean mosquitto,
                 String mutant) {

    private static final String LANGUAGE = "{language}";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    Recording {
        listen = listen == null ? List.of() : List.copyOf(listen);
        run = List.copyOf(run);
        until = until == null ? "" : until;
        mutant = mutant == null ? "" : mutant;
    }

    /** Itself, or one for each language if its commands name one; then its files lie in a folder for that language. */
    List<Recording> inItsLanguages() {
        if (run.stream().noneMatch(command -> command.contains(LANGUAGE))) {
            return List.of(this);
        }
        return Words.LANGUAGES.stream().map(language -> new Recording(language + "/" + name, listen,
                run.stream().map(command -> command.replace(LANGUAGE, language)).toList(), until, status, mosquitto,
                mutant)).toList();
    }

    static List<Recording> read(Path yaml) {
        try {
            return new YAMLMapper().readValue(yaml.toFile(), new TypeReference<List<Recording>>() { });
        } catch (IOException e) {
            throw new BadInput(yaml + ": " + e.getMessage());
        }
    }

    /** The words of a command, without their quotation marks. */
    static List<String> words(String command) {
        return WORD.matcher(command).results()
                .map(word -> word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3))
                .toList();
    }
}
