package io.clientele.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clientele.gateway.Gateway;
import io.clientele.gateway.shop.Broker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The live page while there is nothing to show, and when what feeds it goes away. */
class QuietPageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void an_empty_shop_says_what_is_awaited_and_a_lost_broker_and_gateway_are_said()
            throws IOException {
        assumeTrue(
                Chromium.isInstalled(),
                "Skipped: needs /usr/bin/chromium and /usr/bin/chromedriver (Debian: apt-get"
                        + " install chromium chromium-driver)");
        try (Broker broker = new Broker();
                ConfigurableApplicationContext gateway =
                        SpringApplication.run(
                                Gateway.class,
                                "--server.port=0",
                                "--clientele.kafka.brokers=" + broker.address());
                Chromium chromium = new Chromium()) {
            chromium.prefer("light");
            chromium.size(1280, 900);
            chromium.driver()
                    .get(
                            "http://127.0.0.1:"
                                    + gateway.getEnvironment().getProperty("local.server.port")
                                    + "/");
            awaitConnection(chromium, "live");
            for (String awaited :
                    new String[] {
                        "sales",
                        "moves",
                        "groups",
                        "customers",
                        "pipeline",
                        "alerts",
                        "clusters",
                        "value",
                        "churn"
                    }) {
                assertThat(find(chromium, "#" + awaited + "-empty").isDisplayed())
                        .as(awaited)
                        .isTrue();
                assertThat(find(chromium, "#" + awaited).isDisplayed()).as(awaited).isFalse();
            }
            assertThat(find(chromium, "[data-kpi=net_revenue]").getText()).isEqualTo("–");
            assertThat(find(chromium, "#notice").isDisplayed()).isFalse();
            chromium.picture(Path.of("target", "screenshots", "empty-1280-light.png"), 1280);
            assertThat(chromium.complaints()).isEmpty();

            broker.close();
            awaitConnection(chromium, "lost");
            assertThat(find(chromium, "#notice").getText())
                    .startsWith("The gateway has lost its broker and keeps trying.");
            chromium.picture(Path.of("target", "screenshots", "lost-1280-light.png"), 1280);
            assertThat(chromium.complaints()).isEmpty();

            gateway.close();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(find(chromium, "#notice").getText())
                                            .startsWith("The gateway does not answer"));
        }
    }

    private static void awaitConnection(Chromium chromium, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                find(chromium, "#connection")
                                                        .getDomAttribute("data-state"))
                                        .isEqualTo(state));
    }

    private static WebElement find(Chromium chromium, String selector) {
        return chromium.driver().findElement(By.cssSelector(selector));
    }
}
