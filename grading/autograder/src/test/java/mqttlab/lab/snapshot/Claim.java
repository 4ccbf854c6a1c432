package mqttlab.lab.snapshot;

/**
 * What the broker can do from a stage on, which a client tries.
 *
 * @param stage the first one, as a number
 * @param what  reads on from "the broker …"
 */
record Claim(int stage, String what, Trial trial) {

    /** Fails if the broker cannot do it. */
    interface Trial {
        void on(BuiltStage broker) throws Exception;
    }

    @Override
    public String toString() {
        return "%02d: it %s".formatted(stage, what);
    }
}
