package mqttlab.broker.access;

import java.nio.file.Path;
import java.util.Optional;

/** Who may come in, and what for. Never changes, and any thread may ask. */
public final class Access {

    private final Optional<Passwords> passwords;
    private final Optional<AccessList> list;

    private Access(Optional<Passwords> passwords, Optional<AccessList> list) {
        this.passwords = passwords;
        this.list = list;
    }

    /** Everybody may do everything. */
    public static Access open() {
        return of(Optional.empty(), Optional.empty());
    }

    /**
     * As the files say. With a password file, who gives no user name stays out; with an access list, what no line of it
     * allows is denied. A file that cannot be read is a {@link mqttlab.broker.file.BadFile}.
     */
    public static Access of(Optional<Path> passwordFile, Optional<Path> accessList) {
        return new Access(passwordFile.map(Passwords::read), accessList.map(AccessList::read));
    }

    /** Whether this CONNECT may come in; its password may be null. If not, the CONNACK says 5, not authorized. */
    public boolean admits(Identity who, byte[] password) {
        if (passwords.isEmpty()) {
            return true;
        }
        return password != null && who.userName().filter(name -> passwords.get().match(name, password)).isPresent();
    }

    /** For a client that was admitted, now or before a restart of the broker. */
    public Rights rightsOf(Identity who) {
        return list.map(lines -> lines.rightsOf(who)).orElse(Rights.ALL);
    }
}
