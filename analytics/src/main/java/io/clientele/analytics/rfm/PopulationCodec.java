package io.clientele.analytics.rfm;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.rfm.PopulationChange.Histograms;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** The population as bytes. */
public final class PopulationCodec implements Codec<Population> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Population population, DataOutput out) throws IOException {
        PopulationChangeCodec.write(population.ended, out);
        writeUnsigned(population.open.size(), out);
        for (Map.Entry<Long, Histograms> day : population.open.entrySet()) {
            writeSigned(day.getKey(), out);
            PopulationChangeCodec.write(day.getValue(), out);
        }
    }

    @Override
    public Population read(int version, DataInput in) throws IOException {
        Population population = new Population();
        PopulationChangeCodec.readInto(population.ended, in);
        for (long days = readUnsigned(in); days > 0; days--) {
            Histograms histograms = new Histograms();
            population.open.put(readSigned(in), histograms);
            PopulationChangeCodec.readInto(histograms, in);
        }
        return population;
    }
}
