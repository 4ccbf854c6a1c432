package mqttlab.proofs.junit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.proofs.Key;
import mqttlab.proofs.Notes;
import mqttlab.proofs.Proof;
import mqttlab.proofs.Proofs;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/**
 * Dynamic tests that are proved together, and not run again while their key is the same. A test that could not be run here does
 * not matter if the machine is in the key; what it said is kept in the proof, for the notes of later builds.
 */
public final class DynamicProof {

    private final String kind;
    private final String name;
    private final Key key;
    private final Notes notes;
    private final AtomicInteger left;
    private final AtomicBoolean red = new AtomicBoolean();
    private final Map<String, String> notRun = new ConcurrentHashMap<>();

    private DynamicProof(String kind, String name, Key key, int tests, Notes notes) {
        this.kind = kind;
        this.name = name;
        this.key = key;
        this.left = new AtomicInteger(tests);
        this.notes = notes;
    }

    /**
     * The tests, or one that says that they need not run.
     *
     * @param keyIfKnown empty when nobody can say what they depend on
     */
    public static Stream<DynamicTest> of(String kind, String name, Optional<Key> keyIfKnown, List<DynamicTest> tests) {
        if (keyIfKnown.isEmpty()) {
            return tests.stream();
        }
        Key key = keyIfKnown.get();
        DynamicProof proof = new DynamicProof(kind, name, key, tests.size(), Notes.ofThisBuild());
        Optional<Proof> known = ClassProofs.mayBeAnswered() ? Proofs.known().find(key) : Optional.empty();
        return known.map(proof::answered).orElseGet(() -> tests.stream().map(proof::watched));
    }

    private Stream<DynamicTest> answered(Proof proof) {
        notes.known(kind, name);
        proof.verdict().lines().map(line -> line.split("\t", 2)).forEach(each -> notes.notRun(each[0], each[1]));
        return Stream.of(dynamicTest("all of it", () -> {
            throw new TestAbortedException(ProvedBefore.reason(proof));
        }));
    }

    private DynamicTest watched(DynamicTest test) {
        return dynamicTest(test.getDisplayName(), () -> {
            try {
                test.getExecutable().execute();
            } catch (TestAbortedException e) {
                notRun.put(name + ", " + test.getDisplayName(), String.valueOf(e.getMessage()));
                throw e;
            } catch (Throwable e) {
                red.set(true);
                throw e;
            } finally {
                if (left.decrementAndGet() == 0) {
                    ended();
                }
            }
        });
    }

    private void ended() {
        if (red.get()) {
            Proofs.known().forget(key);
        } else {
            notes.proved(kind, name);
            Proofs.known().keep(key, new TreeMap<>(notRun).entrySet().stream()
                    .map(each -> each.getKey() + "\t" + each.getValue().lines().findFirst().orElse(""))
                    .collect(Collectors.joining("\n")));
        }
    }
}
