package mqttlab.broker.journal;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.Encoder;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.PacketStream;

/** A client with a persistent session that comes back whenever it has lost its connection. */
abstract class SteadyClient {

    private static final int MOST_BYTES = 1 << 20;

    protected final String name;
    protected final Ledger ledger;
    private final BrokerProcess broker;
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private volatile Socket socket = new Socket();
    private PacketStream packets;
    private boolean known;

    SteadyClient(String name, BrokerProcess broker, Ledger ledger) {
        this.name = name;
        this.broker = broker;
        this.ledger = ledger;
    }

    void start() {
        thread.start();
    }

    void cut() throws IOException {
        socket.close();
    }

    void awaitEnd() throws InterruptedException {
        thread.join();
    }

    private void run() {
        try {
            boolean more = true;
            while (more) {
                more = goOn();
            }
        } catch (InterruptedException | RuntimeException e) {
            ledger.fail(name + ": " + e);
        }
    }

    /** @return whether there is more to do */
    private boolean goOn() throws InterruptedException {
        try (Socket mine = broker.connect()) {
            socket = mine;
            packets = new PacketStream(mine.getInputStream(), MOST_BYTES, () -> {
            });
            send(new Connect(name, false, 0, Optional.empty(), Optional.empty()));
            if (!(receive() instanceof ConnAck(boolean present, ConnectReturn code)) || code != ConnectReturn.ACCEPTED) {
                throw new IllegalStateException("it was not let in");
            }
            if (known && !present) {
                throw new IllegalStateException("its session was lost");
            }
            known = true;
            return converse();
        } catch (IOException e) {
            broker.awaitUp();
            return true;
        }
    }

    /** Does its part while the connection lasts. */
    abstract boolean converse() throws IOException, InterruptedException;

    protected void send(Packet packet) throws IOException {
        socket.getOutputStream().write(Encoder.encode(packet));
    }

    protected Packet receive() throws IOException {
        return packets.next();
    }
}
