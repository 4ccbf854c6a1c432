package mqttlab.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import mqttlab.bench.contender.Contender;
import mqttlab.bench.contender.RunningBroker;
import mqttlab.bench.load.BrokenLoad;
import mqttlab.bench.measure.Measurement;
import mqttlab.bench.report.Results;
import mqttlab.bench.workload.Workload;
import mqttlab.testkit.InfrastructureException;

/**
 * Carries out a plan: round by round, workload by workload, one broker after the other, in another order each time. So what
 * happens to the machine meanwhile happens to all of them. One thread; while it measures one broker, the others are idle.
 */
final class Bench implements AutoCloseable {

    private final Plan plan;
    private final Consumer<String> progress;
    private final Map<Contender, RunningBroker> running = new LinkedHashMap<>();
    private final Map<Contender, Set<Workload>> warm = new HashMap<>();

    Bench(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    Results run() {
        Results results = new Results(plan.contenders().stream().map(Contender::name).toList());
        // One that does not start at all ends the run before it has begun; later, it spoils what it was to do.
        plan.contenders().forEach(this::running);
        for (int round = 0; round < plan.rounds(); round++) {
            for (Workload workload : plan.workloads()) {
                for (Contender contender : inOrder(round)) {
                    progress.accept("round %d of %d: %s on %s"
                            .formatted(round + 1, plan.rounds(), workload.title(), contender.name()));
                    measure(workload, contender).ifPresent(measured -> results.add(workload, contender.name(), measured));
                }
            }
        }
        return results;
    }

    private List<Contender> inOrder(int round) {
        List<Contender> order = new ArrayList<>(plan.contenders());
        Collections.rotate(order, -round);
        return order;
    }

    /** Empty when it cannot be done to a broker that is not ours. */
    private Optional<Measurement> measure(Workload workload, Contender contender) {
        if (workload.broker() != Workload.Broker.ANY && !contender.isOurs()) {
            return Optional.empty();
        }
        try {
            return Optional.of(workload.broker() == Workload.Broker.ANY
                    ? measureWarm(workload, contender) : measureFresh(workload, contender));
        } catch (BrokenLoad | InfrastructureException e) {
            giveUp(contender);
            return Optional.of(Measurement.failed(e.getMessage().lines().findFirst().orElse("it failed")));
        } catch (IOException e) {
            giveUp(contender);
            return Optional.of(Measurement.failed("the connection broke: " + e.getMessage()));
        }
    }

    private Measurement measureFresh(Workload workload, Contender contender) throws IOException {
        try (RunningBroker broker = contender.start(workload.broker() == Workload.Broker.JOURNAL)) {
            workload.warmUp(broker, plan.warmUp());
            Quiet.await(broker);
            return workload.measure(broker, plan.length());
        }
    }

    private Measurement measureWarm(Workload workload, Contender contender) throws IOException {
        RunningBroker broker = running(contender);
        if (warm.get(contender).add(workload)) {
            workload.warmUp(broker, plan.warmUp());
        }
        Quiet.await(broker);
        return workload.measure(broker, plan.length());
    }

    private RunningBroker running(Contender contender) {
        RunningBroker broker = running.get(contender);
        if (broker == null || !broker.isAlive()) {
            broker = contender.start(false);
            running.put(contender, broker);
            warm.put(contender, new HashSet<>());
        }
        return broker;
    }

    /** A broker that broke one load is not asked to bear the next. */
    private void giveUp(Contender contender) {
        RunningBroker broker = running.remove(contender);
        if (broker != null) {
            broker.close();
        }
    }

    @Override
    public void close() {
        running.values().forEach(RunningBroker::close);
        running.clear();
    }
}
