package mqttlab.testkit.student;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Calls between two JVMs, in both directions: each message is a length and a JSON document of at most
 * {@value #LONGEST_MESSAGE} bytes.
 *
 * <p>Only objects that this side has exported can be called, and only through the methods of the interface under which they
 * were exported. Arguments and results are strings, numbers, records and the like; an argument whose declared type is an
 * interface is exported in turn, and called back.
 *
 * <p>Threads: one reads, in {@link #serve}; each incoming call gets a thread of its own, so that one that never returns
 * blocks no other.
 */
final class Channel implements Closeable {

    static final int LONGEST_MESSAGE = 2 * 1024 * 1024;

    /** Deeper than any record of a contract. */
    private static final int DEEPEST_MESSAGE = 50;
    /** Escaped, so that half of a surrogate pair gets through, too: in UTF-8 there is no such thing. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST_MESSAGE).build()).build())
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final DataInputStream in;
    private final DataOutputStream out;
    private final ThreadFactory callThreads;
    private final Function<Throwable, Failure> describe;
    private final Allowance allowance;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicInteger lastObject = new AtomicInteger();
    private final AtomicLong lastCall = new AtomicLong();
    private final Map<Integer, Exported> exported = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();

    private record Exported(Class<?> type, Object target) {
    }

    /** The other side answered a call with an exception. */
    static final class RemoteFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Failure failure;

        RemoteFailure(Failure failure) {
            super(failure.message());
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }

    /** @param allowance what the other side may say; its fault, if it goes beyond */
    Channel(InputStream in, OutputStream out, ThreadFactory callThreads, Function<Throwable, Failure> describe,
            Allowance allowance) {
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.out = new DataOutputStream(new BufferedOutputStream(out));
        this.callThreads = callThreads;
        this.describe = describe;
        this.allowance = allowance;
    }

    /** Lets the other side call the target through the methods of an interface. The first object is number 1. */
    int export(Class<?> type, Object target) {
        int object = lastObject.incrementAndGet();
        exported.put(object, new Exported(type, target));
        return object;
    }

    /** Reads until the stream ends; hands what is neither a call nor an answer to {@code events}. */
    void serve(Consumer<Message> events) throws IOException {
        try {
            for (Message message = read(); message != null; message = read()) {
                switch (message) {
                    case Message.Call call -> begin(call);
                    case Message.Returned returned -> answer(returned.id()).complete(returned.value());
                    case Message.Thrown thrown -> answer(thrown.id()).completeExceptionally(new RemoteFailure(thrown.failure()));
                    case Message.Uncaught event -> events.accept(event);
                    case Message.Exiting event -> events.accept(event);
                }
            }
        } finally {
            IOException closed = new IOException("the channel is closed");
            pending.values().forEach(answer -> answer.completeExceptionally(closed));
        }
    }

    CompletableFuture<JsonNode> call(int object, Method method, Object... arguments) {
        long id = lastCall.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put(id, answer);
        Message.Call call = new Message.Call(id, object, signature(method), encode(method, arguments));
        // On a thread of its own: whoever waits for an answer has a deadline, and the other side may have stopped reading.
        Thread.ofVirtual().start(() -> {
            try {
                send(call);
            } catch (IOException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** The result of a call, as the method declares it. */
    static Object decode(Class<?> type, JsonNode value) throws JsonProcessingException {
        return type == void.class ? null : JSON.treeToValue(value, type);
    }

    void send(Message message) throws IOException {
        byte[] document = JSON.writeValueAsBytes(message);
        if (document.length > LONGEST_MESSAGE) {
            throw new IOException("a message of " + document.length + " bytes is too long for the channel");
        }
        writing.lock();
        try {
            out.writeInt(document.length);
            out.write(document);
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    private Message read() throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException e) {
            return null;
        }
        if (length < 0 || length > LONGEST_MESSAGE) {
            throw new Allowance.Exceeded("it sent the suite a message of " + Integer.toUnsignedString(length) + " bytes");
        }
        allowance.message(length);
        byte[] document = in.readNBytes(length);
        if (document.length < length) {
            return null;
        }
        try {
            Message message = JSON.readValue(document, Message.class);
            if (message != null) {
                return message;
            }
        } catch (JsonProcessingException | RuntimeException e) {
            // Whatever it was meant to be.
        }
        throw new Allowance.Exceeded("it sent the suite what is no call and no answer");
    }

    private void begin(Message.Call call) throws Allowance.Exceeded {
        allowance.callBegins();
        callThreads.newThread(() -> {
            try {
                perform(call);
            } finally {
                allowance.callEnds();
            }
        }).start();
    }

    private CompletableFuture<JsonNode> answer(long id) {
        CompletableFuture<JsonNode> answer = pending.remove(id);
        return answer == null ? new CompletableFuture<>() : answer;
    }

    private void perform(Message.Call call) {
        Message answer;
        try {
            answer = new Message.Returned(call.id(), invoke(call));
        } catch (InvocationTargetException e) {
            answer = new Message.Thrown(call.id(), describe.apply(e.getCause()));
        } catch (ReflectiveOperationException | IOException | RuntimeException e) {
            answer = new Message.Thrown(call.id(), describe.apply(e));
        }
        try {
            send(answer);
        } catch (IOException e) {
            // The other side has gone; it waits for no answer.
        }
    }

    private JsonNode invoke(Message.Call call) throws ReflectiveOperationException, IOException {
        Exported callee = exported.get(call.object());
        if (callee == null) {
            throw new NoSuchMethodException("no object " + call.object());
        }
        Method method = Stream.of(callee.type().getMethods())
                .filter(each -> signature(each).equals(call.method()))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(call.method()));
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = decodeArgument(method.getParameterTypes()[i], call.arguments().get(i));
        }
        Object result = method.invoke(callee.target(), arguments);
        return method.getReturnType() == void.class ? NullNode.instance : JSON.valueToTree(result);
    }

    private List<JsonNode> encode(Method method, Object[] arguments) {
        List<JsonNode> encoded = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            Class<?> type = method.getParameterTypes()[i];
            encoded.add(type.isInterface() ? IntNode.valueOf(export(type, arguments[i])) : JSON.valueToTree(arguments[i]));
        }
        return encoded;
    }

    private Object decodeArgument(Class<?> type, JsonNode value) throws JsonProcessingException {
        return type.isInterface() ? callback(type, value.intValue()) : JSON.treeToValue(value, type);
    }

    /** An object whose methods are calls to the other side, and which waits for their end as a local call would. */
    private Object callback(Class<?> type, int object) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) ->
                switch (method.getName()) {
                    case "hashCode" -> object;
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> type.getSimpleName();
                    default -> decode(method.getReturnType(), await(call(object, method, arguments)));
                });
    }

    private static JsonNode await(CompletableFuture<JsonNode> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RemoteFailure remote) {
                throw revived(remote.failure());
            }
            throw new IllegalStateException("the course tool has gone away");
        }
    }

    /** Of what a callback may throw, an error stays an error: code that catches only exceptions is to meet one. */
    private static RuntimeException revived(Failure failure) {
        if (failure.type().equals(AssertionError.class.getName())) {
            throw new AssertionError(failure.message());
        }
        if (failure.type().equals(NoClassDefFoundError.class.getName())) {
            throw new NoClassDefFoundError(failure.message());
        }
        return failure.type().equals(UnsupportedOperationException.class.getName())
                ? new UnsupportedOperationException(failure.message())
                : new IllegalStateException(failure.message());
    }

    private static String signature(Method method) {
        return method.getName() + "/" + method.getParameterCount();
    }

    @Override
    public void close() throws IOException {
        in.close();
        out.close();
    }
}
