package mqttlab.broker.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that its owner has to correct; its message is one line: {@code FILE:LINE: what is wrong; what is right}. */
public class BadFile extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BadFile(Path file, String what) {
        super(file + ": " + what);
    }

    BadFile(Path file, int line, String what) {
        super(file + ":" + line + ": " + what);
    }

    /** The messages of the JDK are often the name of the file and nothing else. */
    public static BadFile unreadable(Path file, IOException e) {
        return new BadFile(file, switch (e) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "the user who runs the broker may not read it";
            default -> "cannot be read: " + e.getMessage();
        });
    }
}
