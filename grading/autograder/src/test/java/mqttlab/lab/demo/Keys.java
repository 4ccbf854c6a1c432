package mqttlab.lab.demo;

import java.io.Reader;

/** A terminal for tests: keys that have been typed already, and behind them Enter whenever somebody waits for a key. */
final class Keys extends Reader {

    private final StringBuilder typed = new StringBuilder();

    void type(String keys) {
        typed.append(keys);
    }

    @Override
    public boolean ready() {
        return !typed.isEmpty();
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        if (typed.isEmpty()) {
            typed.append('\n');
        }
        int read = Math.min(length, typed.length());
        typed.getChars(0, read, buffer, offset);
        typed.delete(0, read);
        return read;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
