package io.clientele.analytics;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.security.SecureRandom;
import java.util.Calendar;
import java.util.Date;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The module computes, and what it computes depends on its arguments alone. */
@AnalyzeClasses(packages = "io.clientele.analytics", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule IT_KNOWS_NO_ENGINE_AND_NO_BROKER =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink..",
                            "org.apache.kafka..",
                            "org.springframework..",
                            "com.influxdb..");

    @ArchTest
    static final ArchRule IT_DEPENDS_ON_NO_OTHER_MODULE =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("io.clientele..")
                                    .and(not(resideInAnyPackage("io.clientele.analytics.."))));

    @ArchTest
    static final ArchRule IT_READS_AND_WRITES_NO_FILES_AND_NO_SOCKETS =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "java.net..",
                                            "java.nio.file..",
                                            "java.nio.channels..",
                                            "javax.net..",
                                            "java.sql..")
                                    .or(assignableTo(File.class))
                                    .or(assignableTo(FileDescriptor.class))
                                    .or(assignableTo(FileInputStream.class))
                                    .or(assignableTo(FileOutputStream.class))
                                    .or(assignableTo(FileReader.class))
                                    .or(assignableTo(FileWriter.class))
                                    .or(assignableTo(RandomAccessFile.class)));

    @ArchTest
    static final ArchRule IT_ASKS_NO_CLOCK =
            noClasses()
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethodWhere(
                            target(nameMatching("now|system.*|tick.*"))
                                    .and(target(owner(resideInAPackage("java.time..")))))
                    .orShould()
                    .callConstructor(Date.class)
                    .orShould()
                    .callMethod(Calendar.class, "getInstance");

    @ArchTest
    static final ArchRule IT_DRAWS_NO_NUMBER_WITHOUT_A_SEED =
            noClasses()
                    .should()
                    .callConstructor(Random.class)
                    .orShould()
                    .callConstructor(SplittableRandom.class)
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .callMethod(StrictMath.class, "random")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .dependOnClassesThat(assignableTo(ThreadLocalRandom.class))
                    .orShould()
                    .dependOnClassesThat(assignableTo(SecureRandom.class));

    @ArchTest
    static final ArchRule ITS_PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.clientele.analytics.(*)..").should().beFreeOfCycles();
}
