package mqttlab.testkit.broker;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.AttributeKey;

/**
 * Netty's own way in to channels that a library opens: it calls this for every server in the JVM, and this acts on those
 * that a {@link MoquetteNetwork} opens. Loaded by Netty as a service.
 */
public final class MoquetteChannels extends ChannelInitializerExtension {

    private static final AttributeKey<MoquetteNetwork> NETWORK = AttributeKey.valueOf(MoquetteNetwork.class, "network");

    // Moquette drops whatever it wants to send while more than this waits to be written, even acknowledgements.
    private static final WriteBufferWaterMark ROOM = new WriteBufferWaterMark(64 << 20, 256 << 20);

    @Override
    public void postInitializeServerListenerChannel(ServerChannel listener) {
        MoquetteNetwork network = MoquetteNetwork.opening();
        if (network != null) {
            listener.attr(NETWORK).set(network);
            network.listens(listener);
        }
    }

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        MoquetteNetwork network = connection.parent().attr(NETWORK).get();
        if (network == null) {
            return;
        }
        connection.config().setWriteBufferWaterMark(ROOM);
        // Moquette's own initializer stands before this one in the pipeline and has run when this one does.
        connection.pipeline().addLast(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addBefore("handler", "gate", new MoquetteGate());
                network.accepted(channel);
            }
        });
    }
}
