package mqttlab.broker.journal;

import java.io.Closeable;
import java.io.IOException;
import mqttlab.broker.codec.Bytes;

/** The files in which the history goes on. For one thread. */
final class Segments implements Closeable {

    private static final long SMALL = 16 << 20;

    private final Folder folder;
    private final Disk disk;
    private Segment last;
    private long number;
    private long olderBytes;
    private long bytesAtFirst;

    Segments(Folder folder, Disk disk, Past past) throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.olderBytes = past.olderBytes();
        this.number = Math.max(1, past.file());
        this.last = past.end() == 0 ? create() : Segment.resume(disk.open(folder.segment(number)), past.end());
    }

    private Segment create() throws IOException {
        Segment created = Segment.create(disk.open(folder.segment(number)));
        folder.force();
        return created;
    }

    void write(Bytes block) throws IOException {
        last.write(block);
    }

    /** Whether so much has come that most of it must be out of date. */
    boolean haveGrown() {
        return olderBytes + last.position() > Math.max(SMALL, 2 * bytesAtFirst);
    }

    /** The history goes on in another file. */
    void turnOver() throws IOException {
        last.close();
        olderBytes += last.position();
        number++;
        last = create();
    }

    /** The last file tells everything again, so the others can go. */
    void forgetOlder() throws IOException {
        folder.beginWith(number);
        olderBytes = 0;
        bytesAtFirst = last.position();
    }

    @Override
    public void close() throws IOException {
        last.close();
    }

    @Override
    public String toString() {
        return folder.segment(number).toString();
    }
}
