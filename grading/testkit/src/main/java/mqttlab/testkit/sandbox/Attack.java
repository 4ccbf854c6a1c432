package mqttlab.testkit.sandbox;

import java.util.EnumSet;
import java.util.Set;

/** What hostile code tries, and what it is called in a report. */
public enum Attack {

    READ("read the course, your home folder or another submission"),
    WRITE("write outside of its own folders"),
    PROCESSES("see this machine's other processes"),
    DOCKER("reach the Docker socket"),
    VARIABLES("read your environment's variables"),
    NETWORK("reach ports of this machine, also at its other addresses, and its abstract Unix sockets"),
    SURVIVOR("leave a process behind"),
    FILL("fill the disk or the memory with files"),
    FORK("start any number of processes and threads");

    /** Quick ones, which say whether there is a sandbox at all. */
    static final Set<Attack> QUICK = EnumSet.range(READ, NETWORK);

    private final String deed;

    Attack(String deed) {
        this.deed = deed;
    }

    public String deed() {
        return deed;
    }
}
