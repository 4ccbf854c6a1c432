package mqttlab.lab.demo;

import java.io.BufferedReader;
import java.io.IOException;
import mqttlab.testkit.InfrastructureException;

/**
 * The person who presses Enter.
 *
 * @param keys     a line for each time that Enter is pressed
 * @param terminal whether keys and screen are a terminal's: there, Enter also begins a new line on the screen. Elsewhere, all
 *                 that will ever be typed may have been there from the beginning
 */
public record Lecturer(BufferedReader keys, boolean terminal) {

    /** Enter pressed before there was a question is no answer to it. */
    void forgetWhatWasTypedAhead() {
        try {
            while (terminal && keys.ready() && keys.read() >= 0) {
                // Nobody was asked.
            }
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }

    /** Waits for Enter; false when it is time to leave: after a q, or when no more keys will come. */
    boolean goesOn() {
        try {
            String line = keys.readLine();
            return line != null && !line.strip().equalsIgnoreCase("q");
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }

    private static InfrastructureException cannotRead(IOException e) {
        return new InfrastructureException("cannot read from the terminal: " + e.getMessage(), e);
    }
}
