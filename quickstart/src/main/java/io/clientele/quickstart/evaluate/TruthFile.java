package io.clientele.quickstart.evaluate;

import io.clientele.analytics.simulate.truth.CustomerTruth;
import io.clientele.analytics.simulate.truth.RunTruth;
import io.clientele.analytics.simulate.truth.TruthReader;
import io.clientele.analytics.simulate.truth.TruthRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The truth that was generated with a file.
 *
 * @param run what was asked for
 * @param customers by id
 */
record TruthFile(RunTruth run, Map<String, CustomerTruth> customers) {

    /**
     * Reads it; a name that ends in {@code .gz} is gzipped.
     *
     * @throws IllegalArgumentException if it is no truth of {@code clientele generate}
     */
    static TruthFile read(Path file) throws IOException {
        Optional<RunTruth> run = Optional.empty();
        Map<String, CustomerTruth> customers = new HashMap<>();
        try (var bytes = Files.newInputStream(file);
                var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                var lines =
                        new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                TruthRecord truth = TruthReader.read(line);
                if (truth instanceof RunTruth settings) {
                    run = Optional.of(settings);
                } else if (truth instanceof CustomerTruth customer) {
                    customers.put(customer.customerId(), customer);
                }
            }
        }
        return new TruthFile(
                run.orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        ("--truth: %s has no line of kind settings, expected what"
                                                        + " clientele generate --truth wrote")
                                                .formatted(file))),
                customers);
    }
}
