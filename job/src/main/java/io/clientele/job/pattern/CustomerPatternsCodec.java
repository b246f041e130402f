package io.clientele.job.pattern;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.rules.engine.CustomerRuns;
import io.clientele.rules.engine.CustomerRunsCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is kept of a customer for rules, as bytes; whole numbers in as few as they need. */
public final class CustomerPatternsCodec implements Codec<CustomerPatterns> {

    private static final Codec<CustomerRuns> RUNS = new CustomerRunsCodec();
    private static final int NOTHING = 0;
    private static final int WHOLE = 1;
    private static final int FRACTION = 2;
    private static final int TEXT = 3;
    private static final int TRUTH = 4;
    private static final int TIME = 5;
    private static final int TEXTS = 6;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(CustomerPatterns patterns, DataOutput out) throws IOException {
        out.writeBoolean(patterns.alarm != Long.MAX_VALUE);
        if (patterns.alarm != Long.MAX_VALUE) {
            writeSigned(patterns.alarm, out);
        }
        Map<String, Object> values = patterns.figures.values();
        writeUnsigned(values.size(), out);
        for (Map.Entry<String, Object> figure : values.entrySet()) {
            LongText.write(figure.getKey(), out);
            writeValue(figure.getValue(), out);
        }
        out.writeByte(RUNS.version());
        RUNS.write(patterns.runs, out);
    }

    private static void writeValue(Object value, DataOutput out) throws IOException {
        if (value instanceof Double number) {
            if (number == Math.rint(number) && Math.abs(number) < 1L << 53) {
                out.writeByte(WHOLE);
                writeSigned(number.longValue(), out);
            } else {
                out.writeByte(FRACTION);
                out.writeDouble(number);
            }
        } else if (value instanceof String text) {
            out.writeByte(TEXT);
            LongText.write(text, out);
        } else if (value instanceof Boolean truth) {
            out.writeByte(TRUTH);
            out.writeBoolean(truth);
        } else if (value instanceof Instant time) {
            out.writeByte(TIME);
            writeSigned(time.toEpochMilli(), out);
        } else if (value instanceof List<?> texts) {
            out.writeByte(TEXTS);
            writeUnsigned(texts.size(), out);
            for (Object text : texts) {
                LongText.write((String) text, out);
            }
        } else {
            out.writeByte(NOTHING);
        }
    }

    @Override
    public CustomerPatterns read(int version, DataInput in) throws IOException {
        long alarm = in.readBoolean() ? readSigned(in) : Long.MAX_VALUE;
        Map<String, Object> values = new HashMap<>();
        for (long left = readUnsigned(in); left > 0; left--) {
            String path = LongText.read(in);
            values.put(path, readValue(in));
        }
        CustomerRuns runs = RUNS.read(in.readUnsignedByte(), in);
        return new CustomerPatterns(runs, new CustomerFigures(values), alarm);
    }

    private static Object readValue(DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case NOTHING -> CustomerFigures.Absence.NO_VALUE;
            case WHOLE -> (double) readSigned(in);
            case FRACTION -> in.readDouble();
            case TEXT -> LongText.read(in);
            case TRUTH -> in.readBoolean();
            case TIME -> Instant.ofEpochMilli(readSigned(in));
            case TEXTS -> {
                List<String> texts = new ArrayList<>();
                for (long left = readUnsigned(in); left > 0; left--) {
                    texts.add(LongText.read(in));
                }
                yield texts;
            }
            default ->
                    throw new IOException("kind of a figure: %d, expected 0 to 6".formatted(kind));
        };
    }
}
