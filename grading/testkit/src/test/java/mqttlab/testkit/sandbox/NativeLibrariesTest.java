package mqttlab.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The system's libraries of a JVM")
class NativeLibrariesTest {

    @Test
    @DisplayName("are where Linux says that they are mapped from")
    void found() {
        assertThat(NativeLibraries.folders(List.of(
                "7f1c2a000000-7f1c2a028000 r--p 00000000 08:01 131 /nix/store/a1b2-glibc-2.40/lib/libc.so.6",
                "7f1c2a028000-7f1c2a1b0000 r-xp 00028000 08:01 131 /nix/store/a1b2-glibc-2.40/lib/libc.so.6",
                "7f1c2b000000-7f1c2b0e7000 r--p 00000000 08:01 132 /nix/store/a1b2-glibc-2.40/lib/ld-linux-x86-64.so.2",
                "7f1c2c000000-7f1c2c0a0000 r--p 00000000 08:01 77  /gnu/my store/lib/libstdc++.so.6.0.33",
                "7f1c2d000000-7f1c2d0a0000 r--p 00000000 08:01 78  /usr/lib/x86_64-linux-gnu/libz.so.1.3.1")))
                .containsExactly(Path.of("/nix/store/a1b2-glibc-2.40/lib"), Path.of("/gnu/my store/lib"),
                        Path.of("/usr/lib/x86_64-linux-gnu"));
    }

    @Test
    @DisplayName("are not what else it has mapped")
    void others() {
        assertThat(NativeLibraries.folders(List.of(
                "7f1c2a000000-7f1c2a028000 rw-p 00000000 00:00 0",
                "7f1c2a000000-7f1c2a028000 rw-p 00000000 00:00 0 [heap]",
                "7f1c2a000000-7f1c2a028000 r-xp 00000000 08:01 9 /tmp/libnetty_transport_native_epoll_x86_64.so",
                "7f1c2a000000-7f1c2a028000 r-xp 00000000 08:01 9 /home/ana/.cache/JNA/jna123.tmp",
                "7f1c2a000000-7f1c2a028000 r--s 00000000 08:01 9 /home/ana/course/libmarks.jar",
                "7f1c2a000000-7f1c2a028000 r--s 00000000 08:01 9 /tmp/libc.so.6 (deleted)"))).isEmpty();
    }
}
