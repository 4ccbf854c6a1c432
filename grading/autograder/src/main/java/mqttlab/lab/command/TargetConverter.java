package mqttlab.lab.command;

import java.net.URI;
import java.net.URISyntaxException;
import mqttlab.testkit.broker.TargetBroker;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code tcp://HOST:PORT}. */
final class TargetConverter implements ITypeConverter<TargetBroker> {

    @Override
    public TargetBroker convert(String value) {
        try {
            URI uri = new URI(value);
            if ("tcp".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
                return new TargetBroker(uri.getHost(), uri.getPort());
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new TypeConversionException("'" + value + "' is not like tcp://localhost:1883");
    }
}
