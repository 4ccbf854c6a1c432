package mqttlab.broker;

import mqttlab.broker.Settings.BadSetting;
import mqttlab.broker.server.Io;

/** How the broker is told to wait for its clients. */
final class GivenIo {

    private GivenIo() {
    }

    static Io of(Settings settings) throws BadSetting {
        // lab:until 12 return Io.threads();
        // lab:stage 12
        return switch (settings.text("io").orElse("loops")) {
            case "loops" -> Io.loops();
            case "threads" -> Io.threads();
            case String other -> throw new BadSetting("io=%s: give loops or threads".formatted(other));
        };
        // lab:end
    }
}
