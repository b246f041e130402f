package io.clientele.quickstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.alert.Alert;
import io.clientele.job.Topics;
import io.clientele.quickstart.Clientele;
import io.clientele.quickstart.embedded.EmbeddedKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands on a broker, and what the running job makes of what they write. */
class RulesOnTopicsTest {

    private static final String LARGE_ORDER =
            """
            rule: large-order
            version: 1
            description: Somebody should say thank you. And be quick about it.
            severity: warning
            params: {large: 50000}
            pattern:
              - step: order
                event: Order Completed
                where: event.amount >= params.large
            emit:
              kind: thanks
              message: "{customer} ordered for {money(order.amount)}"
            tests:
              - name: an order of 500.00
                events:
                  - {at: 0s, event: Order Completed, amount: 50000}
                expect:
                  - message: customer-1 ordered for 500.00
            """;

    @TempDir private Path folder;

    private record Ended(int code, String out, String err) {}

    @Test
    void a_rule_is_published_matched_listed_shown_and_removed_while_the_job_runs()
            throws Exception {
        try (RunningShop shop = RunningShop.open()) {
            shop.order("ann", "600.00", 0);
            // Time moves on though the topic of rules is empty.
            shop.passUntil(60);
            assertThat(rules(shop, "list")).isEqualTo(new Ended(0, line("0 rules"), ""));

            assertThat(rules(shop, "publish", file("large.yaml", LARGE_ORDER)))
                    .isEqualTo(new Ended(0, line("published large-order version 1, live"), ""));
            assertThat(shop.awaitAnswer("large-order", "accepted").get("version").asInt())
                    .isEqualTo(1);
            String second = shop.order("ann", "700.00", 61);
            shop.timeIs(62);
            Alert first = shop.awaitAlert(1);
            assertThat(first.rule()).isEqualTo("large-order");
            assertThat(first.message()).isEqualTo("ann ordered for 700.00");
            assertThat(first.events()).extracting(Alert.MatchedEvent::id).containsExactly(second);
            // And though nobody has written to it since, and nothing has come for a while.
            shop.awaitQuiet();
            shop.order("bob", "499.99", 63);
            shop.order("bob", "800.00", 64);
            shop.timeIs(65);
            assertThat(shop.awaitAlert(2).message()).isEqualTo("bob ordered for 800.00");
            shop.passUntil(180);

            Ended listed = rules(shop, "list");
            assertThat(listed.code()).isZero();
            assertThat(listed.out().lines().map(text -> text.replaceAll(" +", " ")))
                    .containsExactly(
                            "large-order 1 live warning Somebody should say thank you.", "1 rules");
            assertThat(rules(shop, "show", "large-order")).isEqualTo(new Ended(0, LARGE_ORDER, ""));

            assertThat(rules(shop, "remove", "large-order"))
                    .isEqualTo(new Ended(0, line("removed large-order"), ""));
            shop.awaitAnswer("large-order", "removed");
            shop.order("ann", "900.00", 181);
            shop.passUntil(240);
            assertThat(shop.alerts()).hasSize(2);
            assertThat(rules(shop, "list").out()).isEqualTo(line("0 rules"));
            assertThat(rules(shop, "show", "large-order"))
                    .isEqualTo(new Ended(1, "", line("clientele: large-order: no such rule")));
            assertThat(rules(shop, "remove", "large-order"))
                    .isEqualTo(
                            new Ended(
                                    1,
                                    "",
                                    line(
                                            "clientele: large-order: no such rule in"
                                                    + " clientele.rules")));
            assertThat(shop.isRunning()).isTrue();
        }
    }

    @Test
    void nothing_is_published_if_a_rule_is_wrong_or_one_of_its_tests_fails() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0)) {
            kafka.createTopics(Topics.specifications(1));
            String sound = file("sound.yaml", LARGE_ORDER);
            String wrong =
                    file(
                            "wrong.yaml",
                            LARGE_ORDER
                                    .replace("rule: large-order", "rule: wrong")
                                    .replace("event.amount", "event.amuont"));
            Ended refused = run(kafka.brokers(), "publish", sound, wrong);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).isEmpty();
            assertThat(refused.out().lines())
                    .containsExactly(
                            wrong
                                    + ":9:18: rule wrong: pattern[0].where: no field \"amuont\","
                                    + " did you mean \"amount\"?",
                            "nothing was published");

            String failing =
                    file(
                            "failing.yaml",
                            LARGE_ORDER
                                    .replace("rule: large-order", "rule: failing")
                                    .replace("large: 50000", "large: 50001"));
            Ended failed = run(kafka.brokers(), "publish", sound, failing);
            assertThat(failed.code()).isEqualTo(1);
            assertThat(failed.out())
                    .contains("failing", "an order of 500.00")
                    .endsWith(line("nothing was published"));
            assertThat(run(kafka.brokers(), "list").out()).isEqualTo(line("0 rules"));

            assertThat(run(kafka.brokers(), "publish", "--skip-tests", failing).out())
                    .isEqualTo(line("published failing version 1, live"));
            assertThat(run(kafka.brokers(), "list").out()).endsWith(line("1 rules"));
            assertThat(run(kafka.brokers(), "remove", "failing", "absent"))
                    .isEqualTo(
                            new Ended(
                                    1,
                                    "",
                                    line("clientele: absent: no such rule in clientele.rules")));
            assertThat(run(kafka.brokers(), "list").out())
                    .as("removes all or nothing")
                    .endsWith(line("1 rules"));
        }
    }

    @Test
    void a_broker_that_is_not_there_is_told_in_one_line() throws Exception {
        String rule = file("large.yaml", LARGE_ORDER);
        for (List<String> command :
                List.of(
                        List.of("publish", rule),
                        List.of("list"),
                        List.of("show", "large-order"),
                        List.of("remove", "large-order"))) {
            List<String> arguments = new ArrayList<>(command);
            arguments.addAll(List.of("--patience", "1s"));
            Ended ended = run("127.0.0.1:1", arguments.toArray(String[]::new));

            assertThat(ended.code()).as("%s", command).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err().lines()).singleElement().asString().startsWith("clientele: ");
        }
    }

    @Test
    void what_is_in_files_needs_no_broker() throws Exception {
        String rule = file("large.yaml", LARGE_ORDER);
        assertThat(run("list", rule).out()).contains("large-order").endsWith(line("1 rules"));
        assertThat(run("show", "large-order", "--in", rule).out()).isEqualTo(LARGE_ORDER);
        assertThat(run("show", "card-testing", "--in", "shipped").out())
                .contains("rule: card-testing");
        assertThat(run("list", "absent.yaml").err())
                .isEqualTo(
                        line(
                                "clientele: absent.yaml: expected a file or folder that can be"
                                        + " read, or shipped"));
    }

    private Ended rules(RunningShop shop, String... arguments) {
        return run(shop.brokers(), arguments);
    }

    /** Runs a command; what begins like an address is that of the broker. */
    private Ended run(String first, String... others) {
        List<String> arguments = new ArrayList<>(List.of("rules"));
        boolean broker = first.startsWith("127.0.0.1:");
        if (!broker) {
            arguments.add(first);
        }
        arguments.addAll(List.of(others));
        if (broker) {
            arguments.addAll(List.of("--brokers", first));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Clientele.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true));
        int code = command.execute(arguments.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String line(String text) {
        return text + System.lineSeparator();
    }
}
