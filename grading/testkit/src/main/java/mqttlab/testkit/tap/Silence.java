package mqttlab.testkit.tap;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Framer;
import mqttlab.testkit.mqtt.Malformed;
import mqttlab.testkit.tap.ConnectionClosed.How;

/**
 * A broker that hangs: reads and records what the client sends, and answers nothing until the client has had enough.
 */
final class Silence {

    private final Recording recording;
    private final Socket client;

    Silence(Recording recording, Socket client) {
        this.recording = recording;
        this.client = client;
    }

    void run() {
        try (client) {
            Framer framer = new Framer(new BufferedInputStream(client.getInputStream()));
            boolean more = true;
            while (more) {
                more = switch (framer.next()) {
                    case Framer.Cut.Whole whole -> {
                        recording.record(Direction.FROM_CLIENT, recording.decode(Direction.FROM_CLIENT, whole.bytes()));
                        yield true;
                    }
                    case Framer.Cut.Unframed unframed -> {
                        recording.record(Direction.FROM_CLIENT, new Malformed(unframed.bytes(), unframed.reason()));
                        yield true;
                    }
                    case Framer.Cut.End end -> false;
                };
            }
            recording.closed(Party.CLIENT, How.ORDERLY, "");
        } catch (IOException goneOrTapClosed) {
            recording.closed(Party.CLIENT, How.RESET, "");
        }
    }
}
