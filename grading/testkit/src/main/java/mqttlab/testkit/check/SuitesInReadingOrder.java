package mqttlab.testkit.check;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mqttlab.testkit.InfrastructureException;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Runs suites package by package, and those of a package in its {@link ReadingOrder}. */
public final class SuitesInReadingOrder implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator
                .comparing((ClassDescriptor suite) -> suite.getTestClass().getPackageName())
                .thenComparing(suite -> place(suite.getTestClass())));
    }

    static int place(Class<?> type) {
        if (!type.isAnnotationPresent(CheckSuite.class)) {
            return 0;
        }
        int place = Optional.ofNullable(type.getPackage().getAnnotation(ReadingOrder.class))
                .map(order -> List.of(order.value()).indexOf(type)).orElse(-1);
        if (place < 0) {
            throw new InfrastructureException("%s is missing in the @ReadingOrder of its package: name it in package-info.java"
                    .formatted(type.getName()));
        }
        return place;
    }
}
