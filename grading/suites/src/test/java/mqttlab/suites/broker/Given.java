package mqttlab.suites.broker;

import java.util.List;
import mqttlab.contracts.broker.WireFormat;
import mqttlab.testkit.student.Failure;
import mqttlab.testkit.student.StudentCode;
import mqttlab.testkit.student.StudentRun;

/** A wire format that a test has made, in the place of a student's. */
record Given(WireFormat format) implements StudentCode {

    @Override
    public void expect(int runs, int atOnce) {
    }

    @Override
    public StudentRun start() {
        return new Run(format);
    }

    @Override
    public StudentRun startFresh() {
        return start();
    }

    @Override
    public void close() {
    }

    private record Run(WireFormat format) implements StudentRun {

        @Override
        public <T> T create(Class<T> contract) {
            return contract.cast(format);
        }

        @Override
        public String output() {
            return "";
        }

        @Override
        public List<Failure> uncaught() {
            return List.of();
        }

        @Override
        public boolean isFresh() {
            return true;
        }

        @Override
        public void release() {
        }

        @Override
        public void close() {
        }
    }
}
