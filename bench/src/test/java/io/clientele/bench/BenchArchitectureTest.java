package io.clientele.bench;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way the arrows point: the benchmark may know the job and the embedded servers. */
@AnalyzeClasses(packages = "io.clientele.bench", importOptions = DoNotIncludeTests.class)
class BenchArchitectureTest {

    @ArchTest
    static final ArchRule IT_KNOWS_ONLY_ANALYTICS_RULES_THE_JOB_AND_THE_EMBEDDED_SERVERS =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.clientele..")
                                    .and(
                                            not(
                                                    resideInAnyPackage(
                                                            "io.clientele.bench..",
                                                            "io.clientele.analytics..",
                                                            "io.clientele.rules..",
                                                            "io.clientele.job..",
                                                            "io.clientele.quickstart.embedded.."))));

    @ArchTest
    static final ArchRule ONLY_THE_MICRO_BENCHMARKS_KNOW_JMH =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.clientele.bench.micro..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.openjdk.jmh..");
}
