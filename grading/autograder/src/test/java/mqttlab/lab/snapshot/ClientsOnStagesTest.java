package mqttlab.lab.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.compile.Compilation;
import mqttlab.lab.compile.Project;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each snapshot is run as a program, and does what its stage and those before it claim: the clients are other people's. */
@DisplayName("The broker after each stage, as a program,")
@ProvedOnce(reads = {"solutions", "broker-from-scratch", ":!*.adoc"})
class ClientsOnStagesTest {

    private static final Checkout CHECKOUT = Checkout.at(ThisCheckout.root());
    private static final int FIRST = 2;
    private static final Map<String, Path> CLASSES = new HashMap<>();

    @TempDir
    private static Path projects;

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireSolutions() {
        assumeTrue(Files.exists(ThisCheckout.root().resolve("solutions")), "students get no solutions");
    }

    static List<String> stages() {
        return Snapshot.stages(CHECKOUT).stream().filter(each -> number(each) >= FIRST).toList();
    }

    /** Python's conversation asks for all that the stages up to 08 bring. */
    static List<String> stagesWithAWill() {
        return stages().stream().filter(each -> number(each) >= PythonClient.STAGE).toList();
    }

    private static int number(String stage) {
        return Integer.parseInt(stage.substring(0, 2));
    }

    private static List<Claim> pahoClaims() {
        return Stream.of(PahoClaims.all(), AsyncPahoClaims.all(), SettingsClaims.all()).flatMap(List::stream).toList();
    }

    private BuiltStage built(String stage) {
        return new BuiltStage(CLASSES.computeIfAbsent(stage, ClientsOnStagesTest::compiled), folder);
    }

    private static Path compiled(String stage) {
        Path project = projects.resolve(stage);
        Snapshot.of(CHECKOUT, stage).write(project);
        Compilation compilation = new Project(project, CHECKOUT.stages().getFirst().libraries()).compile();
        assertThat(compilation.problems()).isEmpty();
        return compilation.classes();
    }

    @ParameterizedTest
    @MethodSource("stages")
    @DisplayName("keeps its claims with Eclipse Paho")
    void paho(String stage) {
        keeps(stage, pahoClaims());
    }

    @ParameterizedTest
    @MethodSource("stages")
    @DisplayName("keeps its claims with mosquitto_pub, mosquitto_sub and mosquitto_rr")
    void mosquitto(String stage) {
        requireMosquitto();
        keeps(stage, MosquittoClaims.all());
    }

    @ParameterizedTest
    @MethodSource("stagesWithAWill")
    @DisplayName("keeps its claims with Python's Paho")
    void python(String stage) {
        requirePython();
        keeps(stage, PythonClient.claims());
    }

    /** A browser is slow to start, and what changes after its first stage is not for it. */
    static List<String> firstAndLastStageForABrowser() {
        List<String> stages = stages().stream().filter(each -> number(each) >= BrowserClient.STAGE).toList();
        return List.of(stages.getFirst(), stages.getLast());
    }

    @ParameterizedTest
    @MethodSource("firstAndLastStageForABrowser")
    @DisplayName("keeps its claims with the page of 'lab page' in Chromium")
    void browser(String stage) {
        requireBrowser();
        keeps(stage, BrowserClient.claims());
    }

    private void keeps(String stage, List<Claim> claims) {
        tryOut(stage, claims.stream().filter(each -> each.stage() <= number(stage)), (claim, broker) -> {
            try {
                claim.trial().on(broker);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("it is not true that from stage %s: %s".formatted(claim, e), e);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("stages")
    @DisplayName("claims nothing with Eclipse Paho that the broker before it can do, too")
    void isNewToPaho(String stage) {
        isNew(stage, pahoClaims());
    }

    @ParameterizedTest
    @MethodSource("stages")
    @DisplayName("claims nothing with Mosquitto's clients that the broker before it can do, too")
    void isNewToMosquitto(String stage) {
        requireMosquitto();
        isNew(stage, MosquittoClaims.all());
    }

    @Test
    @DisplayName("claims nothing with Python's Paho that the broker before it can do, too")
    void isNewToPython() {
        requirePython();
        isNew(stagesWithAWill().getFirst(), PythonClient.claims());
    }

    @Test
    @DisplayName("claims nothing with the page in Chromium that the broker before it can do, too")
    void isNewToABrowser() {
        requireBrowser();
        isNew(firstAndLastStageForABrowser().getFirst(), BrowserClient.claims());
    }

    private void isNew(String stage, List<Claim> claims) {
        tryOut("%02d".formatted(number(stage) - 1), claims.stream().filter(each -> each.stage() == number(stage)),
                (claim, broker) -> assertThatThrownBy(() -> claim.trial().on(broker)).as("%s", claim).isNotNull());
    }

    /** All at once: mostly they wait. */
    private void tryOut(String stage, Stream<Claim> claims, BiConsumer<Claim, BuiltStage> judgement) {
        try (BuiltStage broker = built(stage); ExecutorService threads = Executors.newCachedThreadPool()) {
            List<CompletableFuture<Void>> trials = claims.map(
                    claim -> CompletableFuture.runAsync(() -> judgement.accept(claim, broker), threads)).toList();
            assertAll("after stage " + stage, trials.stream().map(each -> () -> {
                try {
                    each.join();
                } catch (CompletionException e) {
                    throw e.getCause();
                }
            }));
        }
    }

    private static void requireMosquitto() {
        require(MosquittoClient.isHere(), "mosquitto_pub, mosquitto_sub and mosquitto_rr, which Debian's mosquitto-clients has");
    }

    private static void requirePython() {
        require(PythonClient.withPaho().isPresent(), "a python3 with paho.mqtt, which Debian's python3-paho-mqtt has");
    }

    private static void requireBrowser() {
        require(BrowserClient.isHere(), "Chromium and its driver, which Debian's chromium-driver has");
    }

    /** Where everything is promised, in CI and where Mosquitto in a container was asked for, they must be there. */
    private static void require(boolean isHere, String what) {
        boolean promised = "true".equals(System.getenv("CI")) || "container".equals(System.getenv("LAB_BROKER"));
        assumeTrue(promised || isHere, "this machine lacks " + what);
        assertThat(isHere).as(what).isTrue();
    }
}
