package mqttlab.broker.access;

import java.nio.file.Path;
import java.util.Optional;

/** Which clients may come in, and what they may do. Any thread may ask. */
public final class Access {

    private final Optional<Path> passwordFile;
    private final Optional<Path> accessList;
    private volatile Optional<Passwords> passwords;
    private volatile Optional<AccessList> list;

    private Access(Optional<Path> passwordFile, Optional<Path> accessList) {
        this.passwordFile = passwordFile;
        this.accessList = accessList;
        read();
    }

    /** Lets everybody in, with all rights. */
    public static Access open() {
        return of(Optional.empty(), Optional.empty());
    }

    /**
     * As the files say. With a password file, a client without a user name is refused; with an access list, whatever no line
     * of it allows is denied.
     *
     * @throws mqttlab.broker.file.BadFile if one cannot be read
     */
    public static Access of(Optional<Path> passwordFile, Optional<Path> accessList) {
        return new Access(passwordFile, accessList);
    }

    /**
     * Reads the files again. From now on new clients need the new passwords, and what a client may do follows from the new access
     * list, also for one that is connected.
     *
     * @throws mqttlab.broker.file.BadFile if one cannot be read; then both stay in force as they were
     */
    public void read() {
        Optional<Passwords> newPasswords = passwordFile.map(Passwords::read);
        list = accessList.map(AccessList::read);
        passwords = newPasswords;
    }

    /** Whether this client is let in; its password is null if it gave none. If not, its CONNACK says 5, not authorized. */
    public boolean admits(Identity who, byte[] password) {
        Optional<Passwords> inForce = passwords;
        if (inForce.isEmpty()) {
            return true;
        }
        return password != null && who.userName().filter(name -> inForce.get().match(name, password)).isPresent();
    }

    /** For a client that was admitted, now or before a restart of the broker. */
    public Rights rightsOf(Identity who) {
        return accessList.isEmpty() ? Rights.ALL : new CurrentRights(who, () -> list.orElseThrow());
    }
}
