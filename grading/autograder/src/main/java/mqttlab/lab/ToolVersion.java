package mqttlab.lab;

import picocli.CommandLine.IVersionProvider;

/** Which tool this is, and on which Java it runs: what one asks for first when something is odd. */
final class ToolVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"lab 1 (the open lab course on MQTT), Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch")};
    }
}
