package io.clientele.job.pattern;

import static io.clientele.job.SampleEvents.order;
import static io.clientele.job.pattern.RuleTasks.added;
import static io.clientele.job.pattern.RuleTasks.at;
import static io.clientele.job.pattern.RuleTasks.began;
import static io.clientele.job.pattern.RuleTasks.happened;
import static io.clientele.job.pattern.RuleTasks.lastStatus;
import static io.clientele.job.pattern.RuleTasks.left;
import static io.clientele.job.pattern.RuleTasks.messages;
import static io.clientele.job.pattern.RuleTasks.ordered;
import static io.clientele.job.pattern.RuleTasks.sequence;
import static io.clientele.job.pattern.RuleTasks.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.analytics.ledger.CustomerLedger;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.model.Insight;
import io.clientele.analytics.profile.Profile;
import io.clientele.job.SampleEvents;
import io.clientele.job.StreamTags;
import io.clientele.job.pattern.RuleStatus.Outcome;
import io.clientele.job.pattern.RuleTasks.Backend;
import io.clientele.job.rfm.ProfileNews;
import io.clientele.rules.expression.Template;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunRulesTest {

    @Test
    void events_are_shown_in_the_order_of_their_times_when_the_watermark_has_passed_them()
            throws Exception {
        try (var tasks = RuleTasks.with(sequence("interest"))) {
            tasks.process(added("a2", "ann", 2), viewed("v1", "ann", 1));

            assertThat(messages(tasks)).isEmpty();
            tasks.watermark(at(1));
            assertThat(messages(tasks)).isEmpty();
            tasks.watermark(at(2));
            assertThat(messages(tasks)).containsExactly("ann: v1 a2");
        }
    }

    @Test
    void an_event_behind_the_watermark_is_counted_and_not_shown() throws Exception {
        try (var tasks = RuleTasks.with(sequence("interest"))) {
            tasks.watermark(at(5));
            tasks.process(viewed("v1", "ann", 1), added("a6", "ann", 6));
            tasks.watermark(at(10));

            assertThat(messages(tasks)).isEmpty();
            assertThat(tasks.aside(StreamTags.KPI_FACTS))
                    .containsExactly(KpiFact.of(at(5), KpiSeries.LATE_FOR_RULES, 1));
        }
    }

    @Test
    void an_absence_is_told_when_its_time_is_over_and_nothing_is_left_then() throws Exception {
        try (var tasks = RuleTasks.with(left("cart"))) {
            tasks.process(added("a0", "ann", 0), added("a1", "bob", 1), ordered("o", "bob", 5, 2));
            tasks.watermark(at(59));
            assertThat(messages(tasks)).isEmpty();

            tasks.watermark(at(60));

            assertThat(messages(tasks)).containsExactly("ann left a0");
            tasks.watermark(at(200));
            assertThat(tasks.stateEntries()).isZero();
            assertThat(tasks.timers()).isZero();
        }
    }

    @Test
    void partial_matches_that_run_out_of_time_leave_nothing() throws Exception {
        try (var tasks = RuleTasks.with(sequence("interest"))) {
            for (int i = 0; i < 20; i++) {
                tasks.process(viewed("v" + i, "customer-" + i, i));
            }
            tasks.watermark(at(30));
            assertThat(tasks.stateEntries()).isEqualTo(20);

            tasks.watermark(at(90));

            assertThat(tasks.stateEntries()).isZero();
            assertThat(tasks.timers()).isZero();
            assertThat(tasks.aside(RunRules.TALLIES).stream().mapToLong(RuleTally::timeouts).sum())
                    .isEqualTo(20);
        }
    }

    @Test
    void events_that_no_rule_waits_for_leave_nothing() throws Exception {
        try (var tasks = RuleTasks.with(sequence("interest"))) {
            tasks.process(ordered("o", "ann", 5, 1));

            assertThat(tasks.stateEntries()).isZero();
            assertThat(tasks.timers()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_rule_that_is_added_begins_and_the_others_go_on(Backend backend) throws Exception {
        try (var tasks = RuleTasks.with(backend, sequence("old"))) {
            tasks.process(viewed("v1", "ann", 1));
            tasks.watermark(at(1));
            tasks.broadcast(sequence("new"));
            tasks.process(viewed("v2", "ann", 2));
            tasks.watermark(at(2));
            tasks.process(added("a3", "ann", 3));
            tasks.watermark(at(3));

            assertThat(tasks.output())
                    .extracting(alert -> alert.rule() + " " + alert.message())
                    .containsExactly("new ann: v2 a3", "old ann: v1 a3");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_changed_rule_begins_anew_and_the_others_go_on(Backend backend) throws Exception {
        try (var tasks = RuleTasks.with(backend, sequence("stays"), sequence("changes"))) {
            tasks.process(viewed("v1", "ann", 1));
            tasks.watermark(at(1));
            tasks.broadcast(sequence("changes", 2, "live", "Product Viewed", "Product Added"));
            tasks.process(added("a2", "ann", 2));
            tasks.watermark(at(2));
            assertThat(tasks.output()).extracting(a -> a.rule()).containsExactly("stays");

            tasks.process(viewed("v3", "ann", 3), added("a4", "ann", 4));
            tasks.watermark(at(4));

            assertThat(tasks.output())
                    .extracting(alert -> alert.rule() + " " + alert.version())
                    .containsExactly("stays 1", "changes 2", "stays 1");
        }
    }

    @Test
    void a_rule_in_shadow_goes_on_and_is_counted_and_raises_nothing() throws Exception {
        try (var tasks = RuleTasks.with(sequence("quiet"))) {
            tasks.process(viewed("v1", "ann", 1));
            tasks.watermark(at(1));
            tasks.broadcast(sequence("quiet", 1, "shadow", "Product Viewed", "Product Added"));
            tasks.process(added("a2", "ann", 2));
            tasks.watermark(at(2));

            assertThat(messages(tasks)).isEmpty();
            assertThat(tasks.aside(RunRules.TALLIES))
                    .extracting(tally -> tally.mode() + " " + tally.matches())
                    .contains("SHADOW 1");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_removed_rule_raises_nothing_and_its_state_goes(Backend backend) throws Exception {
        try (var tasks = RuleTasks.with(backend, sequence("gone"), left("cart"))) {
            tasks.process(viewed("v1", "ann", 1), added("a1", "bob", 1));
            tasks.watermark(at(1));
            tasks.broadcast(RuleRecord.removal("gone"));
            assertThat(lastStatus(tasks).orElseThrow().outcome()).isEqualTo(Outcome.REMOVED);
            tasks.process(added("a2", "ann", 2));
            tasks.watermark(at(120));

            assertThat(messages(tasks)).containsExactlyInAnyOrder("bob left a1", "ann left a2");
            assertThat(tasks.timers()).isZero();
            if (backend == Backend.HEAP) {
                assertThat(tasks.stateEntries()).isZero();
            }
        }
    }

    @Test
    void the_state_of_a_removed_rule_goes_when_its_time_is_over() throws Exception {
        try (var tasks = RuleTasks.with(sequence("gone"))) {
            tasks.process(viewed("v1", "ann", 1));
            tasks.watermark(at(1));
            tasks.broadcast(RuleRecord.removal("gone"));
            tasks.watermark(at(120));

            assertThat(tasks.stateEntries()).isZero();
            assertThat(tasks.timers()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void partial_matches_survive_a_restart_in_more_tasks_with_rules_changed_in_between(
            Backend backend) throws Exception {
        var tasks = RuleTasks.with(backend, sequence("stays"), sequence("changes"), left("cart"));
        for (int i = 0; i < 30; i++) {
            tasks.process(viewed("v" + i, "customer-" + i, 1));
        }
        tasks.watermark(at(1));
        tasks = tasks.resumedAs(2);
        tasks.broadcast(sequence("changes", 2, "live", "Product Viewed", "Product Added"));
        tasks.broadcast(sequence("added", 1, "live", "Product Added", "Product Added"));
        tasks.broadcast(RuleRecord.removal("cart"));
        for (int i = 0; i < 30; i++) {
            tasks.process(added("a" + i, "customer-" + i, 2));
        }
        tasks.watermark(at(2));

        assertThat(tasks.output()).hasSize(30).allMatch(alert -> alert.rule().equals("stays"));
        tasks = tasks.resumedAs(1);
        for (int i = 0; i < 30; i++) {
            tasks.process(added("b" + i, "customer-" + i, 3));
        }
        tasks.watermark(at(200));
        assertThat(tasks.output()).hasSize(30).allMatch(alert -> alert.rule().equals("added"));
        assertThat(tasks.timers()).isZero();
        tasks.close();
    }

    @Test
    void what_waits_for_the_watermark_survives_a_restart() throws Exception {
        var tasks = RuleTasks.with(sequence("interest"));
        tasks.process(added("a2", "ann", 2));
        tasks = tasks.resumedAs(2);
        tasks.process(viewed("v1", "ann", 1));
        tasks.watermark(at(2));

        assertThat(messages(tasks)).containsExactly("ann: v1 a2");
        tasks.close();
    }

    @Test
    void a_refused_rule_is_answered_with_its_findings_and_the_old_one_stays() throws Exception {
        try (var tasks = RuleTasks.with(sequence("interest"))) {
            tasks.broadcast(
                    RuleRecord.of(
                            "interest",
                            sequence("interest").text().orElseThrow().replace("within", "whitin")));

            RuleStatus status = lastStatus(tasks).orElseThrow();
            assertThat(status.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(status.findings().toString()).contains("whitin");
            assertThat(status.findings()).anyMatch(found -> found.position().line() == 10);
            tasks.process(viewed("v1", "ann", 1), added("a2", "ann", 2));
            tasks.watermark(at(2));
            assertThat(messages(tasks)).containsExactly("ann: v1 a2");
        }
    }

    @Test
    void a_rule_under_another_key_than_its_name_is_refused() throws Exception {
        try (var tasks = RuleTasks.with()) {
            tasks.broadcast(RuleRecord.of("other", sequence("interest").text().orElseThrow()));

            assertThat(lastStatus(tasks).orElseThrow().outcome()).isEqualTo(Outcome.REFUSED);
        }
    }

    @Test
    void an_accepted_rule_is_answered_once_however_many_tasks_there_are() throws Exception {
        var tasks = RuleTasks.with().resumedAs(3);
        tasks.broadcast(sequence("interest"));

        assertThat(tasks.aside(RunRules.STATUS)).hasSize(1);
        RuleStatus status = lastStatus(tasks).orElseThrow();
        assertThat(status.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(status.version()).isEqualTo(1);
        assertThat(status.mode()).isEqualTo("live");
        assertThat(status.hash()).hasSize(64);
        tasks.close();
    }

    @Test
    void a_rule_sees_the_profile_as_it_was_before_the_event() throws Exception {
        RuleRecord second =
                RuleRecord.of(
                        "second",
                        """
                        rule: second
                        version: 1
                        description: the second order
                        pattern:
                          - step: order
                            event: Order Completed
                            where: profile.lifetime.orders == 1
                        emit:
                          kind: test
                          message: "{order.id} after {money(profile.lifetime.gross)}"
                        """);
        try (var tasks = RuleTasks.with(second)) {
            assertThat(lastStatus(tasks))
                    .hasValueSatisfying(s -> assertThat(s.findings()).isEmpty());
            tasks.process(began("ann"));
            tasks.process(
                    ordered("o3", "ann", 300, 3),
                    ordered("o1", "ann", 100, 1),
                    ordered("o2", "ann", 200, 2));
            tasks.watermark(at(3));

            assertThat(messages(tasks)).containsExactly("o2 after 1.00");
        }
    }

    @Test
    void an_order_carries_how_far_it_is_from_the_customer_s_own_history() throws Exception {
        try (var tasks = RuleTasks.with(deviations())) {
            assertThat(lastStatus(tasks))
                    .hasValueSatisfying(s -> assertThat(s.findings()).isEmpty());
            tasks.process(began("ann"));
            CustomerLedger ledger = regularCustomer(9);
            Standing standing = ledger.standing(SampleEvents.LIVE.windows());
            tasks.process(dayEnded("ann", 24, standing));
            tasks.process(
                    happened(order("unusual", "ann", "o1", 90_000, SampleEvents.at(27, 12))),
                    happened(order("again", "ann", "o2", 1_000, SampleEvents.at(27, 13))));
            tasks.watermark(SampleEvents.at(27, 14));

            double amount = standing.amountDeviation(90_000).orElseThrow();
            double usual = standing.amountDeviation(1_000).orElseThrow();
            double gap = standing.gapDeviation(SampleEvents.FIRST_DAY + 27).orElseThrow();
            assertThat(amount).isGreaterThan(10);
            assertThat(usual).isBetween(-2.0, 2.0);
            assertThat(messages(tasks))
                    .containsExactly(
                            "unusual " + Template.shown(amount) + " " + Template.shown(gap),
                            "again " + Template.shown(usual) + " ?");
        }
    }

    @Test
    void a_deviation_is_missing_where_there_is_too_little_history() throws Exception {
        try (var tasks = RuleTasks.with(deviations())) {
            tasks.process(began("ann"));
            tasks.process(
                    dayEnded("ann", 24, regularCustomer(4).standing(SampleEvents.LIVE.windows())));
            tasks.process(happened(order("o", "ann", "o", 90_000, SampleEvents.at(27, 12))));
            tasks.watermark(SampleEvents.at(27, 14));

            assertThat(messages(tasks)).containsExactly("o ? ?");
        }
    }

    private static RuleRecord deviations() {
        return RuleRecord.of(
                "deviations",
                """
                rule: deviations
                version: 1
                description: how unusual an order is
                pattern:
                  - step: order
                    event: Order Completed
                emit:
                  kind: test
                  message: "{order.id} {order.amount_z} {order.gap_z}"
                """);
    }

    /** So many orders of about 10.00, one every third day, the last on day 24. */
    private static CustomerLedger regularCustomer(int orders) {
        long first = SampleEvents.FIRST_DAY + 24 - 3L * (orders - 1);
        CustomerLedger ledger = new CustomerLedger(first);
        for (int i = 0; i < orders; i++) {
            long day = first + 3L * i;
            long time = day * SampleEvents.DAY + 10 * SampleEvents.HOUR;
            long amount = 950 + 20L * i;
            ledger.order(time, day, amount);
            ledger.habit(order("o" + i, "ann", "o" + i, amount, time), day, 10);
        }
        ledger.advanceTo(SampleEvents.FIRST_DAY + 24);
        return ledger;
    }

    private static RuleSignal dayEnded(String customer, int day, Standing standing) {
        return new RuleSignal.ProfileTold(
                new ProfileNews.DayEnded(
                        new Profile(
                                customer,
                                SampleEvents.endOf(day),
                                SampleEvents.FIRST_DAY + day,
                                standing,
                                Optional.empty(),
                                Insight.NONE),
                        Optional.empty()));
    }

    @Test
    void of_a_customer_of_whom_nothing_is_known_no_figure_is_made_up() throws Exception {
        RuleRecord first =
                RuleRecord.of(
                        "first",
                        """
                        rule: first
                        version: 1
                        description: the first order
                        pattern:
                          - step: order
                            event: Order Completed
                            where: profile.lifetime.orders == 0
                        emit: {kind: test, message: first}
                        """);
        try (var tasks = RuleTasks.with(first)) {
            tasks.process(ordered("o1", "ann", 100, 1));
            tasks.watermark(at(1));

            assertThat(messages(tasks)).isEmpty();
            assertThat(tasks.aside(RunRules.TALLIES).stream().mapToLong(RuleTally::errors).sum())
                    .isEqualTo(1);
        }
    }

    @Test
    void the_last_watermark_of_a_drained_job_tells_of_no_absence() throws Exception {
        try (var tasks = RuleTasks.with(left("cart"), sequence("interest"))) {
            tasks.process(viewed("v1", "ann", 1), added("a2", "ann", 2));
            tasks.watermark(Long.MAX_VALUE);

            assertThat(messages(tasks)).containsExactly("ann: v1 a2");
        }
    }
}
