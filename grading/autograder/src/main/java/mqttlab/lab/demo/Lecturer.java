package mqttlab.lab.demo;

import java.io.BufferedReader;
import java.io.IOException;
import mqttlab.testkit.InfrastructureException;

/**
 * The person who presses Enter.
 *
 * @param keys   a line for each time that Enter is pressed
 * @param echoed whether Enter also begins a new line on the screen, as a terminal has it
 */
public record Lecturer(BufferedReader keys, boolean echoed) {

    /** Waits for Enter; false when it is time to leave: after a q, or when no more keys will come. */
    boolean goesOn() {
        try {
            String line = keys.readLine();
            return line != null && !line.strip().equalsIgnoreCase("q");
        } catch (IOException e) {
            throw new InfrastructureException("cannot read from the terminal: " + e.getMessage(), e);
        }
    }
}
