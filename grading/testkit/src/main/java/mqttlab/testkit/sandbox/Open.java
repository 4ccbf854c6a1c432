package mqttlab.testkit.sandbox;

import java.io.IOException;
import java.util.stream.Stream;

/** No sandbox at all. */
record Open() implements Sandbox {

    @Override
    public boolean encloses() {
        return false;
    }

    @Override
    public boolean ownNetwork() {
        return false;
    }

    @Override
    public Process start(ProcessBuilder builder, View view) throws IOException {
        return builder.start();
    }

    @Override
    public void terminate(Process process) {
        process.toHandle().destroy();
    }

    @Override
    public Stream<ProcessHandle> startedBy(Process process) {
        return process.descendants();
    }
}
