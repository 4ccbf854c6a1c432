package mqttlab.lab.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mqttlab.lab.submission.Shard;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code I/N}. */
final class ShardConverter implements ITypeConverter<Shard> {

    private static final Pattern SHARD = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    @Override
    public Shard convert(String value) {
        Matcher numbers = SHARD.matcher(value);
        if (!numbers.matches()) {
            throw new TypeConversionException("'" + value + "' is not like 2/5, the second of five");
        }
        try {
            return new Shard(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("there is " + e.getMessage());
        }
    }
}
