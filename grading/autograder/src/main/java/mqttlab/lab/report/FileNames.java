package mqttlab.lab.report;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of files for names of students: safe on every system, also where case makes no difference. */
final class FileNames {

    private static final int LONGEST = 80;
    private static final String DEVICES_OF_WINDOWS = "(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?";

    private FileNames() {
    }

    /** A file name for each student, without an ending; where two would be the same, a number tells them apart. */
    static Map<String, String> of(List<String> students) {
        Set<String> taken = new HashSet<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (String student : students) {
            String safe = safe(student);
            String name = safe;
            for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
                name = safe + "-" + i;
            }
            names.put(student, name);
        }
        return names;
    }

    private static String safe(String student) {
        String ascii = Normalizer.normalize(student, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9._-]+", "_")
                .replaceAll("^[.-]+|\\.+$", "");
        String name = ascii.length() > LONGEST ? ascii.substring(0, LONGEST) : ascii;
        return name.isEmpty() || name.matches(DEVICES_OF_WINDOWS) ? "_" + name : name;
    }
}
