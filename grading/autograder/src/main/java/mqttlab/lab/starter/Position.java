package mqttlab.lab.starter;

import mqttlab.lab.BadInput;

/**
 * A line of a solution, for a complaint about it.
 *
 * @param line from 1
 */
record Position(String file, int line) {

    BadInput wrong(String message) {
        return new BadInput(file + ":" + line + ": " + message);
    }
}
