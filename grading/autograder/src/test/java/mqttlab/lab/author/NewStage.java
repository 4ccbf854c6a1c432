package mqttlab.lab.author;

import java.util.Map;
import java.util.TreeMap;

/** All that an author writes for a stage that asks nothing new of the reference broker. */
final class NewStage {

    private NewStage() {
    }

    /** By their paths in the checkout. */
    static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put("broker-from-scratch/stages/99-dummy.yaml", """
                title: Patience
                kind: broker
                build: nothing new
                learn: that a stage is its own files
                minutes: 20
                needs: [broker 04]
                suite: mqttlab.suites.broker.stage99
                main: mqttlab.broker.Main
                editable:
                  - src/main/java/mqttlab/broker/**
                starter: 0
                """);
        files.put("broker-from-scratch/stages/99-dummy.adoc", """
                = Stage 99: Patience

                Answer each PINGREQ, for 2 points.

                Again and again.
                """);
        files.put("grading/mutants/broker-99-dummy.yaml", """
                - name: pings-never-answered
                  mistake: A PINGREQ is read and not answered.
                  in: server/Pinging.java
                  replace: link.send(new PingResp());
                  by: ""
                  fails: [staysPatient]
                  score: 0
                """);
        files.put("grading/suites/src/main/java/mqttlab/suites/broker/stage99/package-info.java", """
                @ReadingOrder(PatienceChecks.class)
                package mqttlab.suites.broker.stage99;

                import mqttlab.testkit.check.ReadingOrder;
                """);
        files.put("grading/suites/src/main/java/mqttlab/suites/broker/stage99/PatienceChecks.java", """
                package mqttlab.suites.broker.stage99;

                import mqttlab.testkit.check.CheckSuite;
                import mqttlab.testkit.check.Graded;
                import mqttlab.testkit.check.Scene;
                import mqttlab.testkit.wire.WireClient;
                import org.junit.jupiter.api.DisplayName;

                @CheckSuite
                @DisplayName("Patience")
                class PatienceChecks {

                    @Graded(task = 1, points = 2, reason = "Clients ping as often as they like.", hint = "Do not get tired.")
                    @DisplayName("a second ping is answered like the first")
                    void staysPatient(Scene scene) {
                        WireClient client = scene.connect("ana");
                        client.ping();
                        client.ping();
                    }
                }
                """);
        return files;
    }
}
