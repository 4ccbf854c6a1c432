package mqttlab.lab.page;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** Hands on to the page what the broker sends. */
final class FromBroker extends ChannelInboundHandlerAdapter {

    private final Channel page;

    FromBroker(Channel page) {
        this.page = page;
    }

    @Override
    public void channelRead(ChannelHandlerContext broker, Object bytes) {
        page.writeAndFlush(new BinaryWebSocketFrame((ByteBuf) bytes));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext broker) {
        page.config().setAutoRead(broker.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext broker) {
        FromBrowser.end(page, WebSocketCloseStatus.NORMAL_CLOSURE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broker, Throwable cause) {
        broker.close();
    }
}
