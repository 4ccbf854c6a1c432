package mqttlab.testkit.check;

import static java.util.Comparator.comparingInt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The order in which methods stand in the source. Compilers keep it in the class file, while {@code getDeclaredMethods}
 * promises none.
 */
final class SourceOrder implements MethodOrderer {

    @Override
    public void orderMethods(MethodOrdererContext context) {
        List<String> methods = methods(context.getTestClass());
        context.getMethodDescriptors().sort(comparingInt(each -> methods.indexOf(signature(each.getMethod()))));
    }

    private static List<String> methods(Class<?> type) {
        List<String> methods = new ArrayList<>();
        try (InputStream file = type.getResourceAsStream("/" + Type.getInternalName(type) + ".class")) {
            new ClassReader(file).accept(new ClassVisitor(Opcodes.ASM9) {
                @Override
                public MethodVisitor visitMethod(int access, String name, String descriptor, String generic, String[] thrown) {
                    methods.add(name + descriptor);
                    return null;
                }
            }, ClassReader.SKIP_CODE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class file of " + type.getName(), e);
        }
        return methods;
    }

    private static String signature(Method method) {
        return method.getName() + Type.getMethodDescriptor(method);
    }
}
