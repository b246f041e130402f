package io.clientele.job;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.streaming.api.operators.StreamOperator;

/** Which way the arrows between modules and packages point. */
@AnalyzeClasses(packages = "io.clientele.job", importOptions = DoNotIncludeTests.class)
class JobArchitectureTest {

    @ArchTest
    static final ArchRule IT_KNOWS_NO_MODULE_THAT_IS_BUILT_ON_IT =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.clientele..")
                                    .and(
                                            not(
                                                    resideInAnyPackage(
                                                            "io.clientele.job..",
                                                            "io.clientele.analytics..",
                                                            "io.clientele.configuration..",
                                                            "io.clientele.rules.."))));

    @ArchTest
    static final ArchRule IT_KNOWS_NO_SPRING =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule ITS_PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.clientele.job.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule HOW_STATE_IS_KEPT_KNOWS_NOTHING_OF_WHAT_IS_KEPT =
            noClasses()
                    .that()
                    .resideInAPackage("io.clientele.job.state..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.clientele..")
                                    .and(
                                            not(
                                                    resideInAnyPackage(
                                                            "io.clientele.job.state..",
                                                            "io.clientele.analytics.codec.."))));

    @ArchTest
    static final ArchRule ONLY_THE_EDGES_KNOW_KAFKA =
            noClasses()
                    .that(
                            not(resideInAnyPackage(
                                            "io.clientele.job.ingest..",
                                            "io.clientele.job.publish..",
                                            "io.clientele.job.delivery..",
                                            "io.clientele.job.alert"))
                                    .and(not(belongToAnyOf(Topics.class, LiveJob.class))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..");

    @ArchTest
    static final ArchRule ONLY_DELIVERY_KNOWS_THE_STORE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.clientele.job.delivery..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.influxdb..");

    @ArchTest
    static final ArchRule NOBODY_SLEEPS =
            noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule FUNCTIONS_AND_OPERATORS_ARE_FINAL_AND_SAY_THEIR_SERIAL_VERSION =
            classes()
                    .that()
                    .areAssignableTo(Function.class)
                    .or()
                    .areAssignableTo(StreamOperator.class)
                    .should(beFinalAndSayTheirSerialVersion());

    private static ArchCondition<JavaClass> beFinalAndSayTheirSerialVersion() {
        return new ArchCondition<>("be final and have a serialVersionUID") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean satisfied =
                        item.getModifiers().contains(JavaModifier.FINAL)
                                && item.tryGetField("serialVersionUID").isPresent();
                events.add(new SimpleConditionEvent(item, satisfied, item.getName()));
            }
        };
    }
}
