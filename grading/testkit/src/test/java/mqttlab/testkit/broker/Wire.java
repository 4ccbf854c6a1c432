package mqttlab.testkit.broker;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A socket and three packets, for the tests of how a broker takes what comes too fast for a client library. */
final class Wire implements AutoCloseable {

    static final byte[] CONNACK = {0x20, 2, 0, 0};
    static final byte[] SUBACK = {(byte) 0x90, 3, 0, 7, 0};
    static final byte[] PUBACK = {0x40, 2, 0, 8};

    private final Socket socket;

    Wire(Broker broker) throws IOException {
        socket = new Socket(broker.host(), broker.port());
        socket.setTcpNoDelay(true);
    }

    static byte[] connect(String id) throws IOException {
        return packet(0x10, out -> {
            out.writeUTF("MQTT");
            out.write(new byte[] {4, 2, 0, 60});
            out.writeUTF(id);
        });
    }

    /** Packet identifier 7, QoS 0. */
    static byte[] subscribe(String filter) throws IOException {
        return packet(0x82, out -> {
            out.writeShort(7);
            out.writeUTF(filter);
            out.write(0);
        });
    }

    /** Packet identifier 8, QoS 1. */
    static byte[] publish(String topic, String text) throws IOException {
        return packet(0x32, out -> {
            out.writeUTF(topic);
            out.writeShort(8);
            out.write(text.getBytes(StandardCharsets.UTF_8));
        });
    }

    void send(byte[]... packets) throws IOException {
        ByteArrayOutputStream glued = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            glued.writeBytes(packet);
        }
        socket.getOutputStream().write(glued.toByteArray());
    }

    /** Reads so many bytes, or throws when they do not come in time. */
    byte[] read(int bytes, int millis) throws IOException {
        socket.setSoTimeout(millis);
        byte[] read = new byte[bytes];
        new DataInputStream(socket.getInputStream()).readFully(read);
        return read;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] packet(int first, Body body) throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        body.write(new DataOutputStream(rest));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(first);
        all.write(rest.size());
        all.writeBytes(rest.toByteArray());
        return all.toByteArray();
    }
}
