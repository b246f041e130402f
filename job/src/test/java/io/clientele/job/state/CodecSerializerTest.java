package io.clientele.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.clientele.analytics.artefact.PinnedModelsCodec;
import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.habit.Habits;
import io.clientele.analytics.kpi.KpiTotalsCodec;
import io.clientele.analytics.ledger.CustomerLedgerCodec;
import io.clientele.analytics.model.TrainingStateCodec;
import io.clientele.analytics.rfm.PopulationChangeCodec;
import io.clientele.analytics.rfm.PopulationCodec;
import io.clientele.job.kpi.KpiSumCodec;
import io.clientele.job.ledger.CustomerMemoryCodec;
import io.clientele.job.rfm.CustomerScoreCodec;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;

/** What Flink asks of a serializer, of every codec that there is. */
class CodecSerializerTest {

    private static final List<? extends Class<?>> CODECS =
            new ClassFileImporter()
                            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                            .importPackages("io.clientele.analytics", "io.clientele.job")
                            .stream()
                            .filter(type -> type.isAssignableTo(Codec.class))
                            .filter(type -> !type.isInterface())
                            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                            .map(type -> type.reflect())
                            .toList();

    /**
     * Spare room in a ledger's arrays is no part of it, and neither is where sums lie in their hash
     * table: that they are the same is seen in their bytes.
     */
    private static final RecursiveComparisonConfiguration FIELD_BY_FIELD =
            RecursiveComparisonConfiguration.builder()
                    .withIgnoredFieldsMatchingRegexes(
                            "(.*\\.)?(bucket(Day|Orders|Net)|periods)",
                            "(purchases|amounts)\\.(cells|customers|amounts|taken)")
                    .withComparatorForType(Double::compare, Double.class)
                    .withComparatorForType(Float::compare, Float.class)
                    .withEqualsForType(Habits::equals, Habits.class)
                    .build();

    @Test
    void there_are_codecs_to_look_at() {
        assertThat(CODECS).hasSizeGreaterThan(20);
    }

    @Property(tries = 40, seed = "17")
    void every_codec_reads_what_it_wrote(@ForAll long seed) throws Exception {
        CodecSamples samples = new CodecSamples(seed);
        for (Class<?> codec : CODECS) {
            assertReadsWhatItWrote(codecClass(codec), samples);
        }
    }

    private static <T> void assertReadsWhatItWrote(
            Class<? extends Codec<T>> codec, CodecSamples samples) throws Exception {
        TypeSerializer<T> serializer = serializer(codec);
        T value = samples.of(codec);
        byte[] bytes = written(serializer, value);
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        T read = serializer.deserialize(in);
        assertThat(in.available()).as("bytes that %s left", codec).isZero();
        assertThat(read).usingRecursiveComparison(FIELD_BY_FIELD).isEqualTo(value);
        assertThat(written(serializer, read)).as("bytes of %s", codec).isEqualTo(bytes);

        DataOutputSerializer copied = new DataOutputSerializer(256);
        serializer.copy(new DataInputDeserializer(bytes), copied);
        assertThat(copied.getCopyOfBuffer()).isEqualTo(bytes);
        assertThat(written(serializer, serializer.copy(value))).isEqualTo(bytes);
    }

    @Property(tries = 20, seed = "18")
    void a_copy_of_what_can_change_is_another_one(@ForAll long seed) throws Exception {
        CodecSamples samples = new CodecSamples(seed);
        for (Class<?> codec :
                List.of(
                        CustomerLedgerCodec.class,
                        CustomerMemoryCodec.class,
                        CustomerScoreCodec.class,
                        KpiTotalsCodec.class,
                        PopulationChangeCodec.class,
                        PinnedModelsCodec.class,
                        PopulationCodec.class,
                        TrainingStateCodec.class)) {
            assertCopiesDeeply(codecClass(codec), samples);
        }
        var sums = serializer(KpiSumCodec.class);
        var sum = samples.of(KpiSumCodec.class);
        assertThat(sums.copy(sum).totals()).isNotSameAs(sum.totals());
    }

    private static <T> void assertCopiesDeeply(
            Class<? extends Codec<T>> codec, CodecSamples samples) throws Exception {
        T value = samples.of(codec);
        T copy = serializer(codec).copy(value);
        assertThat(copy).isNotSameAs(value);
        assertThat(copy).usingRecursiveComparison(FIELD_BY_FIELD).isEqualTo(value);
    }

    @Test
    void a_savepoint_of_the_same_version_is_read_as_it_is() throws Exception {
        for (Class<?> codec : CODECS) {
            assertThat(compatibility(codecClass(codec), 0).isCompatibleAsIs())
                    .as("%s", codec)
                    .isTrue();
        }
    }

    @Test
    void a_savepoint_of_an_older_version_is_migrated() throws Exception {
        for (Class<?> codec : CODECS) {
            assertThat(compatibility(codecClass(codec), -1).isCompatibleAfterMigration())
                    .as("%s", codec)
                    .isTrue();
        }
    }

    @Test
    void a_savepoint_of_a_newer_version_is_refused() throws Exception {
        for (Class<?> codec : CODECS) {
            assertThat(compatibility(codecClass(codec), 1).isIncompatible())
                    .as("%s", codec)
                    .isTrue();
        }
    }

    @Test
    void a_savepoint_of_another_codec_is_refused() throws Exception {
        TypeSerializerSnapshot<?> ledger =
                serializer(CustomerLedgerCodec.class).snapshotConfiguration();
        TypeSerializerSnapshot<?> score =
                serializer(CustomerScoreCodec.class).snapshotConfiguration();
        assertThat(resolve(ledger, score).isIncompatible()).isTrue();
    }

    @Test
    void a_snapshot_restores_the_serializer() throws Exception {
        for (Class<?> codec : CODECS) {
            TypeSerializer<?> serializer = serializer(codecClass(codec));
            DataOutputSerializer out = new DataOutputSerializer(256);
            TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
            TypeSerializerSnapshot<?> read =
                    TypeSerializerSnapshot.readVersionedSnapshot(
                            new DataInputDeserializer(out.getCopyOfBuffer()),
                            CodecSerializerTest.class.getClassLoader());
            assertThat((Object) read.restoreSerializer()).isEqualTo(serializer);
        }
    }

    @Test
    void a_serializer_is_the_same_after_its_way_to_a_task() throws Exception {
        for (Class<?> codec : CODECS) {
            TypeSerializer<?> serializer = serializer(codecClass(codec));
            assertThat((Object) InstantiationUtil.clone(serializer)).isEqualTo(serializer);
            assertThat((Object) serializer.duplicate()).isEqualTo(serializer);
        }
    }

    /** How a release takes a savepoint whose version differs from its own by so much. */
    private static <T> TypeSerializerSchemaCompatibility<?> compatibility(
            Class<? extends Codec<T>> codec, int difference) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeUTF(codec.getName());
        out.writeInt(codec.getDeclaredConstructor().newInstance().version() + difference);
        CodecSerializerSnapshot<T> saved = new CodecSerializerSnapshot<>();
        saved.readSnapshot(
                1,
                new DataInputDeserializer(out.getCopyOfBuffer()),
                CodecSerializerTest.class.getClassLoader());
        return resolve(serializer(codec).snapshotConfiguration(), saved);
    }

    @SuppressWarnings("unchecked") // Flink compares them whatever they are of.
    private static TypeSerializerSchemaCompatibility<?> resolve(
            TypeSerializerSnapshot<?> now, TypeSerializerSnapshot<?> saved) {
        return ((TypeSerializerSnapshot<Object>) now)
                .resolveSchemaCompatibility((TypeSerializerSnapshot<Object>) saved);
    }

    @SuppressWarnings("unchecked") // The class of a codec.
    private static Class<? extends Codec<Object>> codecClass(Class<?> codec) {
        return (Class<? extends Codec<Object>>) codec;
    }

    @SuppressWarnings("unchecked") // Only the name of the type is asked for.
    private static <T> TypeSerializer<T> serializer(Class<? extends Codec<T>> codec)
            throws Exception {
        return CodecType.of((Class<T>) Object.class, codec.getDeclaredConstructor().newInstance())
                .createSerializer(new SerializerConfigImpl());
    }

    private static <T> byte[] written(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }
}
