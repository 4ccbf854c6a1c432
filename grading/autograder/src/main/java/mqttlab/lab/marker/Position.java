package mqttlab.lab.marker;

import mqttlab.lab.BadInput;

/**
 * A line of a solution, for a complaint about it.
 *
 * @param line from 1
 */
public record Position(String file, int line) {

    public BadInput wrong(String message) {
        return new BadInput(file + ":" + line + ": " + message);
    }
}
