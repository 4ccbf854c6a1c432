package mqttlab.testkit.student;

import java.io.IOException;

/** A contract for the tests: each method does one thing that a student's code may do. */
public interface Pupil {

    record Homework(String title, int pages) {
    }

    @FunctionalInterface
    interface Teacher {
        void receive(Homework homework);
    }

    Homework copy(Homework homework);

    void hand(int pieces, Teacher teacher);

    void failAsDocumented() throws IOException;

    void fail();

    void exit(int code);

    void loop();

    void deadlock() throws InterruptedException;

    void recurse(int depth);

    void hoard();

    void chatter(int lines);

    void dieInTheBackground() throws InterruptedException;

    /** The thread of the call stays interrupted. */
    void interruptItself(Teacher teacher);

    /** Starts a thread of this name that goes on; with an empty name, ends the last one. */
    void linger(String thread);

    int count();

    /** Throws so many exceptions, with messages of that length, in threads of its own. */
    void wail(int times, int length) throws InterruptedException;

    /** What it knows of the machine: variables, and what there is to read on its standard input. */
    String[] lookAround() throws IOException;

    /** What it is told at this port of 127.0.0.1 until the other side ends the connection. */
    String knock(int port) throws IOException;
}
