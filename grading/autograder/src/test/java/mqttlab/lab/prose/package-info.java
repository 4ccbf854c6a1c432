/**
 * Keeps the texts of this checkout true: README.adoc, and those of labs and grading.
 *
 * <p>What a page shows, the build does. A block {@code [source,java]} compiles: as a file, as members of a class, or as the
 * statements of a method. A block {@code [source,shell]} runs with {@code sh -e}, in a scratch checkout in the state that its
 * reader has reached: in the section "Task 3" the tasks 1 to 3 are solved, and before the first task none is.
 *
 * <ul>
 * <li>{@code status=1} on a shell block is the exit status that it must end with; without it, that is 0.
 * <li>A block {@code role=output} right behind a shell block is what that prints, on stdout and stderr. Lines of it that are
 * only {@code ...} stand for any lines, and {@code ...} elsewhere for anything in a line. What differs from run to run, such as
 * times, ports and seeds, need not be marked: see {@link mqttlab.lab.prose.Output}.
 * <li>{@code role=broker}: the block wants a broker at localhost:1883, and gets one at another port. With
 * {@code role="broker background"} it runs on, beside the blocks behind it in its section, and what it prints is in a block
 * {@code role=watched} there.
 * With {@code role="broker mosquitto"} it shows what the embedded broker cannot do, and is not run there.
 * <li>{@code role=norun}: the block is not run. {@link mqttlab.lab.prose.ShellIT} lists all that may say so.
 * <li>{@code role=diagram}: the block is the conversation that a {@link mqttlab.testkit.student.Picture} holds. With
 * {@code role="diagram mosquitto"}, only with Mosquitto.
 * </ul>
 *
 * <p>Names in monospace (files, commands, options, checks, methods) must exist: see {@link mqttlab.lab.prose.NamesIT}.
 */
package mqttlab.lab.prose;
