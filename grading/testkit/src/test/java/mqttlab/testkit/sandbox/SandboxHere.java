package mqttlab.testkit.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The sandbox of this machine, for tests that need one. */
public final class SandboxHere {

    private static final List<String> LEAST = List.of("bwrap", "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc",
            "--size", "65536", "--tmpfs", "/tmp", "true");

    private SandboxHere() {
    }

    /** The test is not run where bwrap can make none, whatever ours is like; else ours must be good. */
    public static Sandbox required(List<Path> secrets) throws IOException, InterruptedException {
        assumeTrue(Bubblewrap.here().isPresent(), "there is no bwrap on the PATH; Debian's bubblewrap has it");
        Process bare = new ProcessBuilder(LEAST).redirectErrorStream(true).start();
        bare.getOutputStream().close();
        String said = new String(bare.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(bare.waitFor() == 0, "bwrap can make no sandbox on this machine: "
                + said.lines().findFirst().orElse("it fails"));
        return SandboxChoice.named("bwrap", secrets).sandbox();
    }
}
