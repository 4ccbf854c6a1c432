package mqttlab.testkit.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;

/** Netty's encoder, and back again, so that a packet that was made is like a packet that was read. */
final class Encoder {

    private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);

    private Encoder() {
    }

    static Packet encode(MqttMessage message) {
        EmbeddedChannel channel = new EmbeddedChannel(MqttEncoder.INSTANCE);
        // On the heap: without Unsafe, as on newer JDKs, Netty 4.2.7 writes a SUBSCRIBE into a direct buffer out of
        // bounds.
        channel.config().setAllocator(HEAP);
        channel.writeOutbound(message);
        ByteBuf encoded = channel.readOutbound();
        try {
            return Packet.of(ByteBufUtil.getBytes(encoded));
        } finally {
            encoded.release();
        }
    }
}
