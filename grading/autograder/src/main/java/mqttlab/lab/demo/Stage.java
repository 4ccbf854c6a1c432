package mqttlab.lab.demo;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import mqttlab.lab.BadInput;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Compilation;
import mqttlab.lab.compile.CompiledOnce;
import mqttlab.lab.compile.Project;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Broker;

/** What a demo plays with: a broker, and the lab that it belongs to. */
record Stage(Broker broker, LabDefinition lab) {

    /** The classes of the lab's solution. */
    ClassLoader solution() {
        if (!Files.isDirectory(lab.solution())) {
            throw new BadInput("this demo plays the solution of " + lab.called() + ", and it is not in this checkout");
        }
        Compilation compilation = CompiledOnce.of(new Project(lab.solution(), lab.libraries())).compile();
        if (!compilation.succeeded()) {
            throw new InfrastructureException("the solution of " + lab.called() + " does not compile: "
                    + compilation.errors().getFirst().format());
        }
        try {
            return new URLClassLoader(new URL[] {compilation.classes().toUri().toURL()}, Stage.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
