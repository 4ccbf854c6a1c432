package mqttlab.lab.doctor;

/**
 * One thing that the course needs, and whether it is there.
 *
 * @param detail what was found, or what to do
 */
public record Finding(String what, boolean good, String detail) {
}
