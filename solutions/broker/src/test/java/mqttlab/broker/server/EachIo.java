package mqttlab.broker.server;

import java.util.function.Supplier;

/** The ways in which a broker can wait for its clients: tests are run with each. */
public enum EachIo {

    LOOPS(Io::loops), THREADS(Io::threads);

    private final Supplier<Io> io;

    EachIo(Supplier<Io> io) {
        this.io = io;
    }

    public Io open() {
        return io.get();
    }
}
