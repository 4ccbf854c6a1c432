package mqttlab.proofs.junit;

import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a class, or a method given as CLASS#METHOD, as a build does. */
final class RunOne {

    private RunOne() {
    }

    public static void main(String[] arguments) {
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request().selectors(arguments[0].contains("#")
                ? DiscoverySelectors.selectMethod(arguments[0]) : DiscoverySelectors.selectClass(arguments[0])).build());
    }
}
