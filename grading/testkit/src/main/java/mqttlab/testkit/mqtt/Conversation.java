package mqttlab.testkit.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessage;

/**
 * Decodes the packets of one connection, in both directions, with Netty's codec. The CONNECT names the protocol
 * version, and what both sides send behind it is decoded in that version. Each direction has one thread; the two may
 * differ.
 */
public final class Conversation {

    private static final int LONGEST_CLIENT_ID = 65_535;

    private final Side client = new Side();
    private final Side broker = new Side();
    private volatile Packet connect;

    public Decoded decode(Direction direction, byte[] bytes) {
        return switch (direction) {
            case FROM_CLIENT -> fromClient(bytes);
            case FROM_BROKER -> broker.decode(bytes);
        };
    }

    private Decoded fromClient(byte[] bytes) {
        Decoded decoded = client.decode(bytes);
        if (connect == null && decoded instanceof Packet packet && packet.type() == PacketType.CONNECT) {
            connect = packet;
        }
        return decoded;
    }

    private final class Side {

        private EmbeddedChannel channel;
        private boolean knowsVersion;

        Decoded decode(byte[] bytes) {
            String fault;
            try {
                MqttMessage message = read(bytes);
                fault = fault(message);
                if (fault == null) {
                    return new Packet(bytes, message);
                }
            } catch (RuntimeException unexpected) {
                fault = Malformation.reason(unexpected);
            }
            // Netty's decoder gives up for good after one bad packet, so the packet behind it gets a new one.
            channel = null;
            return new Malformed(bytes, fault);
        }

        private MqttMessage read(byte[] bytes) {
            if (channel == null || (!knowsVersion && connect != null)) {
                channel = newChannel();
            }
            channel.writeInbound(Unpooled.wrappedBuffer(bytes));
            return channel.readInbound();
        }

        /** The decoder learns the version from a CONNECT that passes through it. */
        private EmbeddedChannel newChannel() {
            EmbeddedChannel fresh = new EmbeddedChannel(new MqttDecoder(Framer.LONGEST, LONGEST_CLIENT_ID));
            knowsVersion = connect != null;
            if (knowsVersion) {
                fresh.writeInbound(Unpooled.wrappedBuffer(connect.raw()));
                fresh.readInbound();
            }
            return fresh;
        }

        private String fault(MqttMessage message) {
            if (message == null) {
                return "the packet ends before its last field does";
            }
            if (message.decoderResult().isFailure()) {
                return Malformation.reason(message.decoderResult().cause());
            }
            return Malformation.unnoticed(message, connect != null && connect.protocolLevel() == 5);
        }
    }
}
