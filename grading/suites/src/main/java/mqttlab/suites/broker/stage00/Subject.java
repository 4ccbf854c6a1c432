package mqttlab.suites.broker.stage00;

import java.util.HexFormat;
import mqttlab.contracts.broker.IncompleteException;
import mqttlab.contracts.broker.MalformedException;
import mqttlab.contracts.broker.WireFormat;
import mqttlab.testkit.Count;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Difference;
import mqttlab.testkit.mqtt.SafeText;
import mqttlab.testkit.tap.Trace;

/** The student's functions, and what they are held to. Calls are shown as they could be typed, bytes in hexadecimal. */
record Subject(WireFormat format, Trace trace) {

    private static final int SHOWN = 12;

    /** A call of one of the functions. */
    @FunctionalInterface
    interface Call<T> {
        T on(WireFormat format) throws IncompleteException, MalformedException;
    }

    static Subject of(Scene scene) {
        return new Subject(scene.create(WireFormat.class), scene.trace());
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static String hex(byte[] bytes) {
        return bytes.length == 0 ? "no bytes" : SafeText.hex(bytes, SHOWN);
    }

    /** The call returns just that. */
    <T> void gives(T expected, String words, Call<T> call) {
        T came = result(words + " gives " + shown(expected), call);
        trace.require(expected.equals(came), words + " gives " + shown(expected), "it gave " + shown(came));
    }

    /** The call returns just these bytes. */
    void givesBytes(byte[] expected, String words, Call<byte[]> call) {
        byte[] came = result(words + " gives " + hex(expected), call);
        trace.require(came != null, words + " gives " + hex(expected), "it gave null");
        Difference.between(expected, came).ifPresent(difference -> {
            throw trace.failure(words + " gives " + hex(expected), "it gave %s; %s".formatted(hex(came), difference));
        });
    }

    private <T> T result(String expectation, Call<T> call) {
        try {
            return call.on(format);
        } catch (IncompleteException | MalformedException e) {
            throw trace.failure(expectation, "it threw " + named(e));
        }
    }

    /** The call says that these bytes, or this text, can never be right. */
    void refuses(String words, Call<?> call) {
        String expectation = words + " throws a MalformedException";
        try {
            throw trace.failure(expectation, "it gave " + shown(call.on(format)));
        } catch (MalformedException expected) {
            // that is what it is for
        } catch (IncompleteException e) {
            throw trace.failure(expectation, "it threw " + named(e));
        }
    }

    /** The call says that more bytes are needed. */
    void wantsMore(String words, Call<?> call) {
        String expectation = words + " throws an IncompleteException";
        try {
            throw trace.failure(expectation, "it gave " + shown(call.on(format)));
        } catch (IncompleteException expected) {
            // that is what it is for
        } catch (MalformedException e) {
            throw trace.failure(expectation, "it threw " + named(e));
        }
    }

    private static String shown(Object result) {
        return switch (result) {
            case byte[] bytes -> hex(bytes);
            case WireFormat.Text(String value, int size) -> "%s of %s".formatted(shownText(value), Count.of(size, "byte"));
            case null -> "null";
            default -> result.toString();
        };
    }

    private static String shownText(String value) {
        return value == null ? "null" : value.length() > 40
                ? "%s... (%d characters)".formatted(SafeText.quote(value.substring(0, 40)), value.length())
                : SafeText.quote(value);
    }

    private static String named(Exception thrown) {
        return thrown.getClass().getSimpleName() + ": " + SafeText.escape(String.valueOf(thrown.getMessage()));
    }
}
