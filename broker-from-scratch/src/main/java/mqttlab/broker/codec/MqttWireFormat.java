package mqttlab.broker.codec;

import mqttlab.contracts.broker.IncompleteException;
import mqttlab.contracts.broker.MalformedException;
import mqttlab.contracts.broker.WireFormat;

/** What all packets are made of: lengths, texts and fixed headers, from bytes and back. */
public final class MqttWireFormat implements WireFormat {

    @Override
    public byte[] encodeRemainingLength(int length) throws MalformedException {
        // TODO stage 00, task 1: Encode a remaining length in as few bytes as it needs
        throw new UnsupportedOperationException("Stage 00, task 1 is still to be written: Encode a remaining length "
                + "in as few bytes as it needs (broker-from-scratch/stages/00-bytes.adoc)");
    }

    @Override
    public RemainingLength decodeRemainingLength(byte[] bytes) throws IncompleteException, MalformedException {
        // TODO stage 00, task 2: Decode a remaining length; tell one that is cut off from one that is too long
        throw new UnsupportedOperationException("Stage 00, task 2 is still to be written: Decode a remaining length; "
                + "tell one that is cut off from one that is too long (broker-from-scratch/stages/00-bytes.adoc)");
    }

    @Override
    public byte[] encodeText(String text) throws MalformedException {
        // TODO stage 00, task 3: Encode text with its length before it; refuse text that MQTT cannot carry
        throw new UnsupportedOperationException("Stage 00, task 3 is still to be written: Encode text with its length "
                + "before it; refuse text that MQTT cannot carry (broker-from-scratch/stages/00-bytes.adoc)");
    }

    @Override
    public Text decodeText(byte[] bytes) throws IncompleteException, MalformedException {
        // TODO stage 00, task 4: Decode text; refuse bytes that are not well-formed UTF-8, and U+0000
        throw new UnsupportedOperationException("Stage 00, task 4 is still to be written: Decode text; refuse bytes "
                + "that are not well-formed UTF-8, and U+0000 (broker-from-scratch/stages/00-bytes.adoc)");
    }

    @Override
    public FixedHeader decodeFixedHeader(byte[] bytes) throws IncompleteException, MalformedException {
        // TODO stage 00, task 5: Decode a fixed header; check its flags against the table of section 2.2.2
        throw new UnsupportedOperationException("Stage 00, task 5 is still to be written: Decode a fixed header; "
                + "check its flags against the table of section 2.2.2 (broker-from-scratch/stages/00-bytes.adoc)");
    }
}
