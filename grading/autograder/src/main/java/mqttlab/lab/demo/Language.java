package mqttlab.lab.demo;

import java.util.Locale;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;

/** What is spoken in the hall. */
public enum Language {

    EN, ES;

    /** As it is typed, and as files name it: {@code en}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Language named(String word) {
        return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst()
                .orElseThrow(() -> new BadInput("there is no language '" + word + "'. There are: en, es"));
    }
}
