package io.clientele.gateway.alert;

import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The newest alerts over HTTP. */
@RestController
public class AlertController {

    /**
     * What is answered.
     *
     * @param schema the version of this form, 1
     * @param alerts newest first
     */
    public record Alerts(int schema, List<Alert> alerts) {}

    /** A parameter is not what was expected; the message names it, its value and what was. */
    static final class WrongParameterException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongParameterException(String name, String value, String expected) {
            super("%s: %s, expected %s".formatted(name, value, expected));
        }
    }

    private static final int SCHEMA = 1;
    private static final int LONGEST_VALUE = 1_024;

    private final RecentAlerts alerts;

    /**
     * @param alerts what is answered from
     */
    public AlertController(RecentAlerts alerts) {
        this.alerts = alerts;
    }

    /**
     * The newest alerts, newest first. Answers 400 where a parameter is wrong.
     *
     * @param severity the least severity
     * @param rule only those of this rule or detector
     * @param kind only those of this kind
     * @param customer only those about this customer
     * @param limit how many at the most, 1 to {@value RecentAlerts#MOST}
     */
    @GetMapping(path = "/api/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Alerts> alerts(
            @RequestParam(name = "severity", defaultValue = "info") String severity,
            @RequestParam("rule") Optional<String> rule,
            @RequestParam("kind") Optional<String> kind,
            @RequestParam("customer") Optional<String> customer,
            @RequestParam(name = "limit", defaultValue = "50") String limit) {
        AlertChoice choice =
                new AlertChoice(
                        Severity.of(severity)
                                .orElseThrow(
                                        () ->
                                                new WrongParameterException(
                                                        "severity",
                                                        quoted(severity),
                                                        "info, warning, error or critical")),
                        rule,
                        kind,
                        customer);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Alerts(SCHEMA, alerts.newestFirst(choice, most(limit))));
    }

    /** What is wrong with a parameter, as RFC 9457 has it. */
    @ExceptionHandler
    ProblemDetail refuse(WrongParameterException wrong) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, wrong.getMessage());
    }

    private static int most(String limit) {
        try {
            int most = Integer.parseInt(limit);
            if (most >= 1 && most <= RecentAlerts.MOST) {
                return most;
            }
        } catch (NumberFormatException e) {
            // Said below, with the bounds.
        }
        throw new WrongParameterException(
                "limit", quoted(limit), "a whole number from 1 to " + RecentAlerts.MOST);
    }

    private static String quoted(String value) {
        String shown = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE);
        return '"' + shown + '"';
    }
}
