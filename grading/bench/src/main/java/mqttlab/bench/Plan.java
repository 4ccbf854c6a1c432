package mqttlab.bench;

import java.time.Duration;
import java.util.List;
import mqttlab.bench.contender.Contender;
import mqttlab.bench.workload.Workload;

/** What a run of the bench consists of. */
record Plan(List<Contender> contenders, List<Workload> workloads, int rounds, Duration length, Duration warmUp) {
}
