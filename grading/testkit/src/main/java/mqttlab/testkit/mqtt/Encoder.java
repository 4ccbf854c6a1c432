package mqttlab.testkit.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Netty's encoder, and back again, so that a packet that was made is like a packet that was read. */
final class Encoder {

    private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);
    /** To make one's channels costs many times as much as to encode a packet, and some checks send tens of thousands. */
    private static final Queue<Encoder> IDLE = new ConcurrentLinkedQueue<>();

    private final EmbeddedChannel channel = new EmbeddedChannel(MqttEncoder.INSTANCE);
    private final Conversation back = new Conversation();

    private Encoder() {
        // On the heap: without Unsafe, as on newer JDKs, Netty 4.2.7 writes a SUBSCRIBE into a direct buffer out of
        // bounds.
        channel.config().setAllocator(HEAP);
    }

    static Packet encode(MqttMessage message) {
        Encoder encoder = Optional.ofNullable(IDLE.poll()).orElseGet(Encoder::new);
        Packet packet = encoder.thereAndBack(message);
        // What has failed may have left something behind, and is not used again.
        IDLE.add(encoder);
        return packet;
    }

    private Packet thereAndBack(MqttMessage message) {
        channel.writeOutbound(message);
        ByteBuf encoded = channel.readOutbound();
        try {
            return Packet.wellFormed(back.decode(Direction.FROM_CLIENT, ByteBufUtil.getBytes(encoded)));
        } finally {
            encoded.release();
        }
    }
}
