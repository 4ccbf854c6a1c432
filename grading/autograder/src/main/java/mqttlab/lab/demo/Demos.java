package mqttlab.lab.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.Brokers;

/** The demos of a checkout. */
public record Demos(Checkout checkout) {

    private static final String SCRIPT = "\\d\\d-.*\\.yaml";
    /** A name is shorter than 24, a title than 50: they fit 80 columns. */
    private static final String STEP = "%4d  %-24s%s";

    /** Says which there are. */
    public void list(PrintWriter out, Language language) {
        scripts().forEach(each -> out.println("%s  %s (%s)".formatted(each.number(), each.title().in(language),
                Phrase.STEPS.in(language, each.steps().size()))));
        out.flush();
    }

    /** Says which steps this one has, by the names and numbers that it can begin with. */
    public void listSteps(String number, PrintWriter out, Language language) {
        Script script = script(number);
        out.println("%s  %s".formatted(script.number(), script.title().in(language)));
        int at = 1;
        for (Script.Step step : script.steps()) {
            out.println(STEP.formatted(at++, step.name(), step.title().in(language)));
        }
        out.flush();
    }

    /** @param brokers are asked for once it is known that there is something to play */
    public void play(Playing playing, PrintWriter out, UnaryOperator<String> styled, Supplier<Brokers> brokers) {
        Script script = script(playing.number());
        int first = playing.from().map(script::indexOf).orElse(0);
        Screen screen = new Screen(new Pages(out, playing.terminal()), styled, playing.language(),
                ScriptYaml.texts(folder().resolve("fields.yaml")));
        try (Brokers running = brokers.get(); Demo demo = demo(script, running.shared())) {
            Broker broker = running.shared();
            Player player = new Player(script, demo, screen, playing.lecturer(), playing.pause(), playing.record().map(folder ->
                    new DemoRecording(folder, script.number(), broker.description(), demo.participants(),
                            SpokenWords.of(checkout.root(), playing.language()))));
            screen.begin(script, broker.description());
            player.play(first);
        }
    }

    private Script script(String wanted) {
        return scripts().stream().filter(each -> wanted.equals(each.number()) || ("0" + wanted).equals(each.number())).findFirst()
                .orElseThrow(() -> new BadInput("there is no demo '" + wanted + "'. There are: "
                        + scripts().stream().map(Script::number).collect(Collectors.joining(", "))));
    }

    List<Script> scripts() {
        if (!Files.isDirectory(folder())) {
            throw new BadInput("there are no demos here: the folder " + checkout.display(folder()) + " is missing");
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(each -> each.getFileName().toString().matches(SCRIPT)).sorted().map(ScriptYaml::script).toList();
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + folder() + ": " + e.getMessage(), e);
        }
    }

    private Path folder() {
        return checkout.root().resolve("slides/demos");
    }

    /** What the lab or stage says that plays it. */
    Demo demo(Script script, Broker broker) {
        LabDefinition lab = checkout.all().stream()
                .filter(each -> each.manifest().demo().filter(demo -> demo.script().equals(script.name())).isPresent())
                .findFirst().orElseThrow(() -> new BadInput("demo " + script.number()
                        + " has a script, and no lab or stage whose manifest names it"));
        String plays = lab.manifest().demo().orElseThrow().plays();
        try {
            return Class.forName(plays).asSubclass(Demo.class).getDeclaredConstructor(Stage.class)
                    .newInstance(new Stage(broker, lab));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new BadInput("there is no demo " + plays + ", which the manifest of " + lab.called() + " names: " + e);
        }
    }
}
