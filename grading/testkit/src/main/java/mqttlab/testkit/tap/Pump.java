package mqttlab.testkit.tap;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import mqttlab.testkit.mqtt.Decoded;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Framer;
import mqttlab.testkit.mqtt.Malformed;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.tap.ConnectionClosed.How;
import mqttlab.testkit.tap.FaultApplied.Fault;

/** One direction of a relay: reads a packet, records it, does to it what the rules say, hands it on. */
final class Pump implements Runnable {

    private static final Duration FOREVER = Duration.ofDays(365);

    private final Relay relay;
    private final Recording recording;
    private final Direction direction;
    private final Socket source;
    private final Socket sink;
    private final Rules rules;
    private final Framer framer;
    private final OutputStream out;

    Pump(Relay relay, Direction direction, Socket source, Socket sink, Rules rules) throws IOException {
        this.relay = relay;
        this.recording = relay.recording();
        this.direction = direction;
        this.source = source;
        this.sink = sink;
        this.rules = rules;
        this.framer = new Framer(new BufferedInputStream(source.getInputStream()));
        this.out = sink.getOutputStream();
    }

    @Override
    public void run() {
        try {
            boolean more = true;
            while (more) {
                more = switch (framer.next()) {
                    case Framer.Cut.Whole whole -> pass(recording.decode(direction, whole.bytes()));
                    case Framer.Cut.Unframed unframed -> pass(new Malformed(unframed.bytes(), unframed.reason()));
                    case Framer.Cut.End end -> passOnEnd();
                };
            }
        } catch (IOException broken) {
            if (isReset(broken)) {
                ended(How.RESET, "");
                relay.reset();
            } else {
                // TLS wants a close_notify before the FIN; below TLS this is an orderly end
                ended(How.ORDERLY, String.valueOf(broken.getMessage()));
                relay.close();
            }
        } finally {
            relay.ended();
        }
    }

    private Party sinkParty() {
        return direction == Direction.FROM_CLIENT ? Party.BROKER : Party.CLIENT;
    }

    /** TLS wraps a reset of the connection below it, though not always. */
    private static boolean isReset(IOException broken) {
        return !(broken instanceof SSLException) || broken.getCause() instanceof SocketException;
    }

    private boolean passOnEnd() throws IOException {
        ended(How.ORDERLY, "");
        try {
            sink.shutdownOutput();
        } catch (IOException gone) {
            // the other side has gone, too
        }
        return false;
    }

    private void ended(How how, String detail) {
        if (!relay.isOver()) {
            recording.closed(Party.sending(direction), how, detail);
        }
    }

    /** False when the sink is gone, and with it the reason to read on. */
    private boolean pass(Decoded decoded) {
        if (relay.isCut()) {
            return true; // read on and throw away, until the source notices
        }
        if (direction == Direction.FROM_CLIENT) {
            recording.record(direction, decoded);
        }
        return switch (decoded) {
            case Malformed malformed -> deliver(malformed);
            case Packet packet -> pass(recording.passing(direction, packet));
        };
    }

    private boolean pass(Passing passing) {
        var rule = rules.forPacket(passing);
        return rule.isEmpty() ? deliver(passing.packet()) : apply(rule.get(), passing);
    }

    private boolean apply(Rules.ForPackets rule, Passing passing) {
        Packet packet = passing.packet();
        return switch (rule.action()) {
            case Action.Drop drop -> {
                recording.fault(Fault.DROPPED, passing);
                yield true;
            }
            case Action.Duplicate duplicate -> {
                recording.fault(Fault.DUPLICATED, passing);
                yield deliver(packet) && deliver(packet);
            }
            case Action.Delay delay -> {
                recording.fault(Fault.DELAYED, passing);
                rule.rule().gate().pass(delay.time());
                recording.fault(Fault.RELEASED, passing);
                yield deliver(packet);
            }
            case Action.HoldBack hold -> {
                recording.fault(Fault.HELD, passing);
                rule.rule().gate().pass(FOREVER);
                recording.fault(Fault.RELEASED, passing);
                yield deliver(packet);
            }
            case Action.CutBefore cut -> {
                recording.fault(Fault.CUT_BEFORE, passing);
                relay.cut();
                yield true;
            }
            case Action.CutAfter cut -> {
                if (direction == Direction.FROM_BROKER) {
                    recording.record(direction, packet);
                }
                recording.fault(Fault.CUT_AFTER, passing);
                relay.cutAfter(() -> write(packet));
                yield true;
            }
        };
    }

    private boolean deliver(Decoded decoded) {
        if (relay.isCut()) {
            return true;
        }
        if (direction == Direction.FROM_BROKER) {
            recording.record(direction, decoded);
        }
        return write(decoded);
    }

    private boolean write(Decoded decoded) {
        try {
            out.write(decoded.raw());
            out.flush();
            return true;
        } catch (IOException sinkIsGone) {
            if (!relay.isOver()) {
                recording.closed(sinkParty(), How.RESET, "");
            }
            relay.reset();
            return false;
        }
    }
}
