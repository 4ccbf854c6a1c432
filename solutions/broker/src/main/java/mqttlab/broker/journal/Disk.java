package mqttlab.broker.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens files for writing. A test has one that fails. */
interface Disk {

    Disk REAL = file -> FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    FileChannel open(Path file) throws IOException;
}
