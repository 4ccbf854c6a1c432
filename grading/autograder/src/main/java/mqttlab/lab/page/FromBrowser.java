package mqttlab.lab.page;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;

/**
 * Opens a connection to the broker when the browser has opened a WebSocket, and hands on what is in its binary frames
 * [MQTT-6.0.0-1], whose borders mean nothing [MQTT-6.0.0-2]. Each side is read only as fast as the other one takes it.
 */
final class FromBrowser extends ChannelInboundHandlerAdapter {

    private final InetSocketAddress address;
    private Channel broker;

    FromBrowser(InetSocketAddress address) {
        this.address = address;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext browser, Object event) {
        if (event instanceof HandshakeComplete) {
            Channel page = browser.channel();
            // Until there is somebody to hand it to.
            page.config().setAutoRead(false);
            broker = new Bootstrap().group(page.eventLoop()).channel(NioSocketChannel.class).handler(new FromBroker(page))
                    .connect(address).addListener((ChannelFutureListener) connecting -> {
                        if (connecting.isSuccess()) {
                            page.config().setAutoRead(true);
                        } else {
                            end(page, WebSocketCloseStatus.INTERNAL_SERVER_ERROR);
                        }
                    }).channel();
        }
        browser.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext browser, Object frame) {
        if (frame instanceof BinaryWebSocketFrame || frame instanceof ContinuationWebSocketFrame) {
            broker.writeAndFlush(((ByteBufHolder) frame).content());
        } else {
            ReferenceCountUtil.release(frame);
            end(browser.channel(), WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
        }
    }

    static void end(Channel page, WebSocketCloseStatus status) {
        page.writeAndFlush(new CloseWebSocketFrame(status)).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext browser) {
        if (broker != null) {
            broker.config().setAutoRead(browser.channel().isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext browser) {
        if (broker != null) {
            broker.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext browser, Throwable cause) {
        browser.close();
    }
}
