package io.clientele.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.clientele.rules",
        importOptions = ImportOption.DoNotIncludeTests.class)
class RulesArchitectureTest {

    @ArchTest
    static final ArchRule packages_depend_in_one_direction =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("event")
                    .definedBy("..event..")
                    .layer("expression")
                    .definedBy("..expression..")
                    .layer("language")
                    .definedBy("..language..")
                    .layer("pattern")
                    .definedBy("..rules.pattern..")
                    .layer("engine")
                    .definedBy("..engine..")
                    .layer("trial")
                    .definedBy("..trial..")
                    .layer("shipped")
                    .definedBy("..shipped..")
                    .whereLayer("shipped")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("trial")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("engine")
                    .mayOnlyBeAccessedByLayers("trial")
                    .whereLayer("pattern")
                    .mayOnlyBeAccessedByLayers("engine")
                    .whereLayer("language")
                    .mayOnlyBeAccessedByLayers("pattern", "engine", "trial", "shipped")
                    .whereLayer("expression")
                    .mayOnlyBeAccessedByLayers("language", "pattern", "engine", "trial");

    @ArchTest
    static final ArchRule nothing_reads_the_clock_or_draws_at_random =
            noClasses()
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.Random");

    @ArchTest
    static final ArchRule only_patterns_and_the_automaton_know_flink =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..rules.pattern..")
                    .and()
                    .haveNameNotMatching(".*\\.engine\\.Automaton(\\$.*)?")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink..");
}
