package mqttlab.testkit.tap;

import mqttlab.testkit.mqtt.Direction;

/** Who can end a connection. */
public enum Party {

    CLIENT, BROKER, TAP;

    static Party sending(Direction direction) {
        return switch (direction) {
            case FROM_CLIENT -> CLIENT;
            case FROM_BROKER -> BROKER;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
