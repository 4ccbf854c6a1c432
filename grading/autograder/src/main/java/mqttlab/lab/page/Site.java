package mqttlab.lab.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** The files of the page, and whether there is a broker. What asks for a WebSocket goes on, if it comes from this machine. */
final class Site extends SimpleChannelInboundHandler<FullHttpRequest> {

    static final String WEB_SOCKET = "/mqtt";

    private static final String BROKER = "/broker";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private record File(String resource, String type) {
    }

    private static final Map<String, File> FILES = Map.of(
            "/", new File("page.html", "text/html"),
            "/page.js", new File("page.js", "text/javascript"),
            "/page.css", new File("page.css", "text/css"),
            "/paho-mqtt.js", new File("/META-INF/resources/webjars/paho-mqtt/1.1.0/paho-mqtt.js", "text/javascript"));

    private final InetSocketAddress broker;

    Site(InetSocketAddress broker) {
        this.broker = broker;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext browser, FullHttpRequest request) {
        String path = new QueryStringDecoder(request.uri()).path();
        if (!isFromHere(request)) {
            answer(browser, HttpResponseStatus.FORBIDDEN, "text/plain", "Only pages of this machine may use this broker.");
        } else if (path.equals(WEB_SOCKET)) {
            browser.fireChannelRead(request.retain());
        } else if (path.equals(BROKER)) {
            tellOfBroker(browser);
        } else if (!FILES.containsKey(path) || !request.method().equals(HttpMethod.GET)) {
            answer(browser, HttpResponseStatus.NOT_FOUND, "text/plain", "There is only one page here: /");
        } else {
            File file = FILES.get(path);
            answer(browser, HttpResponseStatus.OK, file.type, content(file.resource));
        }
    }

    /**
     * A browser lets any page open a WebSocket to this machine, and says whose page it is. It also says which host it asked for:
     * a stranger's name may have been pointed at this machine.
     */
    private static boolean isFromHere(FullHttpRequest request) {
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        return isHere("http://" + request.headers().get(HttpHeaderNames.HOST)) && (origin == null || isHere(origin));
    }

    private static boolean isHere(String uri) {
        try {
            String host = URI.create(uri).getHost();
            return host != null && THIS_MACHINE.contains(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Paho for browsers says only that a socket failed, so the page asks why. */
    private void tellOfBroker(ChannelHandlerContext browser) {
        String where = broker.getHostString() + ":" + broker.getPort();
        new Bootstrap().group(browser.channel().eventLoop()).channel(NioSocketChannel.class)
                .handler(new ChannelInboundHandlerAdapter()).connect(broker).addListener((ChannelFutureListener) trial -> {
                    trial.channel().close();
                    answer(browser, HttpResponseStatus.OK, "text/plain", trial.isSuccess()
                            ? "A program listens at " + where + "." : "No broker listens at " + where + ".");
                });
    }

    private static String content(String resource) {
        try (InputStream in = Site.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(ChannelHandlerContext browser, HttpResponseStatus status, String type, String text) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(text, UTF_8));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type + "; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        browser.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext browser, Throwable cause) {
        Channel gone = browser.channel();
        gone.close();
    }
}
