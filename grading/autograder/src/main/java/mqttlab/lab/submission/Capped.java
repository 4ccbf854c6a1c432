package mqttlab.lab.submission;

import java.io.IOException;
import java.io.InputStream;

/** Reading what somebody else has written: what a file claims to be long is not believed. */
final class Capped {

    private Capped() {
    }

    static byte[] read(String file, InputStream in, int mostBytes) throws IOException, UnusableSubmission {
        byte[] bytes = in.readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
            throw new UnusableSubmission(file + " is longer than " + mostBytes / 1024 + " KiB");
        }
        return bytes;
    }
}
