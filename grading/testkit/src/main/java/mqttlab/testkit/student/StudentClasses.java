package mqttlab.testkit.student;

import java.util.Iterator;
import java.util.ServiceLoader;
import mqttlab.testkit.InfrastructureException;

/** Finds the student's class for a contract: a lab names it in {@code META-INF/services}. */
final class StudentClasses {

    private StudentClasses() {
    }

    static Class<?> contract(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new InfrastructureException("the contract " + name + " is not on the class path", e);
        }
    }

    static <T> T create(Class<T> contract) {
        Iterator<T> found = ServiceLoader.load(contract).iterator();
        if (!found.hasNext()) {
            throw new InfrastructureException("the lab names no class for " + contract.getSimpleName()
                    + ": META-INF/services/" + contract.getName() + " is missing");
        }
        return found.next();
    }
}
