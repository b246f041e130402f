package io.clientele.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses GATEWAY =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.clientele.gateway");

    @Test
    void the_gateway_knows_neither_the_job_nor_the_quickstart_nor_flink() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.clientele.job..",
                        "io.clientele.quickstart..",
                        "io.clientele.rules..",
                        "org.apache.flink..")
                .check(GATEWAY);
    }

    @Test
    void packages_do_not_depend_on_each_other_in_circles() {
        slices().matching("io.clientele.gateway.(*)..").should().beFreeOfCycles().check(GATEWAY);
    }

    @Test
    void what_a_topic_means_is_unknown_to_those_who_read_it() {
        noClasses()
                .that()
                .resideInAPackage("io.clientele.gateway.topic")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.clientele.gateway.kpi",
                        "io.clientele.gateway.profile",
                        "io.clientele.gateway.segment",
                        "io.clientele.gateway.deadletter",
                        "io.clientele.gateway.alert",
                        "io.clientele.gateway.model",
                        "io.clientele.gateway.live",
                        "io.clientele.gateway.page")
                .check(GATEWAY);
    }
}
