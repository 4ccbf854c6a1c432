package mqttlab.lab.demo;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.lab.BadInput;
import mqttlab.lab.demo.Script.Step;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.tap.TraceFailure;

/** Plays a demo: announces a step, waits for Enter, has it happen. */
final class Player {

    private final Script script;
    private final Demo demo;
    private final Screen screen;
    private final Optional<Lecturer> lecturer;
    private final Runnable pause;
    private final Optional<DemoRecording> recording;
    private final Show show;
    private final Show unseen;

    /**
     * @param lecturer who presses Enter; empty to go on without
     * @param pause    what there is instead: time to think before a step happens, and to read behind it
     */
    Player(Script script, Demo demo, Screen screen, Optional<Lecturer> lecturer, Runnable pause,
            Optional<DemoRecording> recording) {
        this.script = script;
        this.demo = demo;
        this.screen = screen;
        this.lecturer = lecturer;
        this.pause = pause;
        this.recording = recording;
        this.show = new Show(demo, script, screen);
        this.unseen = new Show(demo, script, screen.unseen());
        var said = script.steps().stream().map(Step::name).toList();
        var done = demo.steps().keySet().stream().toList();
        if (!said.equals(done)) {
            throw new BadInput("the script of demo %s has the steps %s, and the demo has %s"
                    .formatted(script.number(), said, done));
        }
    }

    /**
     * @param first the index of the step that the hall sees first. Those before it happen all the same, unseen and without
     *              waiting: what they leave behind is what the later ones begin with
     */
    void play(int first) {
        List<Step> steps = script.steps();
        if (first > 0) {
            screen.unseen(steps.subList(0, first));
            steps.subList(0, first).forEach(step -> perform(step, unseen));
        }
        for (int i = first; i < steps.size(); i++) {
            if (i > first && lecturer.isEmpty()) {
                goOn();
            }
            Step step = steps.get(i);
            screen.announce(step, i + 1, steps.size());
            if (!turnPages() || !goOn()) {
                screen.left();
                return;
            }
            play(step);
            if (!turnPages()) {
                screen.left();
                return;
            }
        }
        recording.ifPresent(DemoRecording::finish);
    }

    /** False when it is time to leave. */
    private boolean turnPages() {
        while (screen.goesOn()) {
            if (!goOn()) {
                return false;
            }
        }
        return true;
    }

    /** Whatever is on the screen has been read then. */
    private boolean goOn() {
        boolean goesOn = lecturer.isEmpty() ? paused() : enterPressed();
        if (goesOn) {
            screen.turnPage();
        }
        return goesOn;
    }

    private boolean paused() {
        pause.run();
        return true;
    }

    private boolean enterPressed() {
        Lecturer who = lecturer.get();
        who.forgetWhatWasTypedAhead();
        screen.prompt();
        boolean goesOn = who.goesOn();
        screen.answered(who.terminal());
        return goesOn;
    }

    private void play(Step step) {
        perform(step, show);
        step.seen().ifPresent(text -> screen.seen(text.in(screen.language())));
        recording.ifPresent(each -> each.step(step.name(), screen.takeCopy(), show.shown(), show.tables()));
    }

    private void perform(Step step, Show on) {
        on.begin(step.name());
        try {
            demo.steps().get(step.name()).play(on);
            on.flush();
        } catch (TraceFailure e) {
            throw failed(step, on, "expected %s, but %s".formatted(e.expectation(), e.happened()), e);
        } catch (BrokerUnavailableException | ExecutionException e) {
            throw failed(step, on, e.getMessage(), e);
        } catch (RuntimeException e) {
            screen.showAll();
            throw e;
        } catch (Exception e) {
            throw failed(step, on, e.toString(), e);
        }
    }

    private InfrastructureException failed(Step step, Show on, String why, Throwable e) {
        on.flush();
        screen.showAll();
        return new InfrastructureException("the step %s of demo %s did not happen as it should: %s"
                .formatted(step.name(), script.number(), why), e);
    }
}
