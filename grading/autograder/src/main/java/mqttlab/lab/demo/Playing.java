package mqttlab.lab.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a demo is to be played.
 *
 * @param number   which one
 * @param from     the step that it begins with, by its name or number; empty for the first
 * @param lecturer who presses Enter before each step; empty to play it by itself
 * @param pause    where there is no lecturer: how long it waits before a step happens, and again behind it
 * @param terminal on which long steps are shown page by page; empty to show all at once
 * @param record   the folder for what it shows
 */
public record Playing(String number, Language language, Optional<String> from, Optional<Lecturer> lecturer,
        Pause pause, Optional<TerminalSize> terminal, Optional<Path> record) {
}
