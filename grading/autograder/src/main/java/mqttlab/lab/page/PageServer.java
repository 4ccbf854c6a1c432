package mqttlab.lab.page;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import mqttlab.lab.BadInput;

/** Serves the page to browsers on this machine, and joins each of its WebSockets to a connection of its own to the broker. */
public final class PageServer implements AutoCloseable {

    private static final String HOST = "localhost";
    /** A browser sends each MQTT packet in one frame; this is what the reference broker accepts of one, and a header. */
    private static final int MOST_IN_A_FRAME = (16 << 20) + 5;
    private static final int MOST_IN_A_REQUEST = 64 << 10;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel channel;

    /**
     * @param port   of the page; 0 for any that is free
     * @param broker need not be there yet
     * @throws BadInput if the port is in use
     */
    public PageServer(int port, InetSocketAddress broker) {
        ServerBootstrap bootstrap = new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel browser) {
                        browser.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(MOST_IN_A_REQUEST),
                                new Site(broker), new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                                        .websocketPath(Site.WEB_SOCKET).subprotocols("mqtt")
                                        .maxFramePayloadLength(MOST_IN_A_FRAME).build()),
                                new FromBrowser(broker));
                    }
                });
        try {
            this.channel = bootstrap.bind(InetAddress.getByName(HOST), port).syncUninterruptibly().channel();
        } catch (Exception e) {
            close();
            throw new BadInput("cannot serve a page on port " + port + ": " + e.getMessage());
        }
    }

    /** The page's address. */
    public URI uri() {
        return URI.create("http://" + HOST + ":" + ((InetSocketAddress) channel.localAddress()).getPort() + "/");
    }

    /** Waits until it is closed. */
    public void await() throws InterruptedException {
        channel.closeFuture().sync();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}
