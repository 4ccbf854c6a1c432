package mqttlab.lab.submission;

import java.io.IOException;
import java.io.InputStream;

/** Reading what somebody else has written: what a file claims to be long is not believed. */
final class Capped {

    private Capped() {
    }

    static byte[] read(String file, InputStream in, int maxBytes) throws IOException, UnusableSubmission {
        byte[] bytes = in.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw new UnusableSubmission(file + " is longer than " + maxBytes / 1024 + " KiB");
        }
        return bytes;
    }
}
