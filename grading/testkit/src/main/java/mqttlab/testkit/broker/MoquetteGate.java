package mqttlab.testkit.broker;

import io.moquette.broker.InflightResender;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Holds what a client sends behind its CONNECT until Moquette has opened the session.
 *
 * <p>A client need not wait for the CONNACK (section 3.1.4 of the standard, non-normative). Moquette 0.17 and 0.18.1 cut
 * the connection of one that does not, always. They also cut, now and then, that of one that does: a session's thread
 * writes the CONNACK and only then says what shall happen once it is written; when the network thread is faster, the
 * client's SUBSCRIBE finds a connection that is not "connected" yet. All that runs in the channel's own event loop, which
 * is also where this handler lives, so no lock is needed.
 */
final class MoquetteGate extends ChannelInboundHandlerAdapter {

    private enum State { BEFORE_CONNECT, CONNECTING, OPEN }

    private final Queue<Object> held = new ArrayDeque<>();
    private State state = State.BEFORE_CONNECT;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (state) {
            case CONNECTING -> held.add(message);
            case OPEN -> context.fireChannelRead(message);
            case BEFORE_CONNECT -> {
                boolean connect = message instanceof MqttConnectMessage;
                if (connect) {
                    state = State.CONNECTING;
                }
                context.fireChannelRead(message);
                if (connect) {
                    openWhenConnected(context);
                }
            }
        }
    }

    /** Moquette adds its resender in the same step in which it marks the connection as connected. */
    private void openWhenConnected(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            return;
        }
        if (context.pipeline().get(InflightResender.class) == null) {
            context.executor().schedule(() -> openWhenConnected(context), 100, TimeUnit.MICROSECONDS);
            return;
        }
        state = State.OPEN;
        boolean any = !held.isEmpty();
        while (!held.isEmpty()) {
            context.fireChannelRead(held.remove());
        }
        if (any) {
            context.fireChannelReadComplete();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        context.fireChannelInactive();
    }
}
