package mqttlab.testkit.student;

import java.util.Iterator;
import java.util.ServiceLoader;
import mqttlab.testkit.InfrastructureException;

/** Finds the student's class for a contract: a lab names it in {@code META-INF/services}. */
final class StudentClasses {

    private StudentClasses() {
    }

    /** A contract by its name; it is on the class path of both sides. */
    static Class<?> contract(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new InfrastructureException("the contract " + name + " is not on the class path", e);
        }
    }

    /** A new object of the class that the student's {@code META-INF/services} name for the contract. */
    static <T> T create(Class<T> contract, ClassLoader students) {
        Iterator<T> found = ServiceLoader.load(contract, students).iterator();
        if (!found.hasNext()) {
            throw new InfrastructureException("the lab names no class for " + contract.getSimpleName()
                    + ": META-INF/services/" + contract.getName() + " is missing");
        }
        return found.next();
    }
}
