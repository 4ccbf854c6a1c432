package mqttlab.lab.author;

import java.util.Map;
import java.util.TreeMap;

/** All that an author writes for a lab: its own files, and its line in the poms, which Maven insists on. */
final class NewLab {

    static final String MODULE = "99-dummy";

    private static final String POM = """
            <?xml version="1.0" encoding="UTF-8"?>
            <project xmlns="http://maven.apache.org/POM/4.0.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                     xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
              <modelVersion>4.0.0</modelVersion>
              <parent>
                <groupId>mqttlab</groupId>
                <artifactId>%s</artifactId>
                <version>1-SNAPSHOT</version>
              </parent>
              <artifactId>%s</artifactId>
              <name>Lab 99</name>
            </project>
            """;

    private NewLab() {
    }

    /** By their paths in the checkout. */
    static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put("labs/99-dummy/lab.yaml", """
                title: Greetings
                kind: client
                build: a client that says hello
                learn: that a lab is its own folder
                minutes: 10
                needs: [01]
                suite: mqttlab.suites.lab99
                main: mqttlab.lab99.Hello
                libraries: [org.eclipse.paho.client.mqttv3.MqttClient]
                editable:
                  - src/main/java/**.java
                  - src/main/resources/**
                  - conf/*
                files: [conf/*]
                starter: 0
                """);
        files.put("labs/99-dummy/README.adoc", """
                = Lab 99: Greetings

                Write what `Hello.greet` has to do, for 3 points. `labs/99-dummy/conf/greeting.txt` is yours, too.

                [source,java]
                ----
                Greeter greeter = new Greeter() {
                    public void greet(String brokerUri) throws java.io.IOException {
                    }
                };
                MqttMessage message = new MqttMessage();
                ----

                == Your tasks

                === Task 1: Say hello

                Once is enough.
                """);
        files.put("labs/99-dummy/pom.xml", POM.formatted("labs", "lab-99"));
        files.put("solutions/99-dummy/pom.xml", POM.formatted("solutions", "solution-99"));
        files.put("labs/contracts/src/main/java/mqttlab/contracts/lab99/Greeter.java", """
                package mqttlab.contracts.lab99;

                import java.io.IOException;

                /** Somebody with manners. */
                public interface Greeter {

                    /** Publishes "hello" on the topic {@code greetings}. */
                    void greet(String brokerUri) throws IOException;
                }
                """);
        files.put("solutions/99-dummy/conf/greeting.txt", "hello\n");
        files.put("solutions/99-dummy/src/main/resources/META-INF/services/mqttlab.contracts.lab99.Greeter",
                "mqttlab.lab99.Hello\n");
        files.put("solutions/99-dummy/src/main/java/mqttlab/lab99/Hello.java", """
                package mqttlab.lab99;

                import java.io.IOException;
                import mqttlab.contracts.lab99.Greeter;
                import org.eclipse.paho.client.mqttv3.MqttClient;
                import org.eclipse.paho.client.mqttv3.MqttException;
                import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

                public final class Hello implements Greeter {

                    public static void main(String[] arguments) throws IOException {
                        new Hello().greet(arguments[0]);
                    }

                    @Override
                    public void greet(String brokerUri) throws IOException {
                        // lab:task 1 Publish the greeting
                        try (MqttClient client = new MqttClient(brokerUri, "greeter", new MemoryPersistence())) {
                            client.connect();
                            client.publish("greetings", "hello".getBytes(), 1, false);
                            client.disconnect();
                        } catch (MqttException e) {
                            throw new IOException(e);
                        }
                        // lab:end
                    }
                }
                """);
        files.put("grading/mutants/99-dummy.yaml", """
                - name: greeting-never-published
                  mistake: It connects and leaves without a word.
                  in: Hello.java
                  replace: client.publish("greetings", "hello".getBytes(), 1, false);
                  by: ""
                  fails: [greets]
                  score: 0
                """);
        files.put("grading/suites/src/main/java/mqttlab/suites/lab99/package-info.java", """
                @ReadingOrder(GreetingChecks.class)
                package mqttlab.suites.lab99;

                import mqttlab.testkit.check.ReadingOrder;
                """);
        files.put("grading/suites/src/main/java/mqttlab/suites/lab99/GreetingChecks.java", """
                package mqttlab.suites.lab99;

                import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
                import static mqttlab.testkit.tap.Events.fromClient;

                import java.io.IOException;
                import mqttlab.contracts.lab99.Greeter;
                import mqttlab.testkit.check.CheckSuite;
                import mqttlab.testkit.check.Graded;
                import mqttlab.testkit.check.Scene;
                import org.junit.jupiter.api.DisplayName;

                @CheckSuite
                @DisplayName("Greeting")
                class GreetingChecks {

                    @Graded(task = 1, points = 3, reason = "It is polite.", hint = "Say hello.")
                    @DisplayName("the greeting reaches the broker")
                    void greets(Scene scene) throws IOException {
                        scene.create(Greeter.class).greet(scene.brokerUri());
                        scene.trace().await(fromClient(PUBLISH).withTopic("greetings"));
                    }
                }
                """);
        return files;
    }
}
