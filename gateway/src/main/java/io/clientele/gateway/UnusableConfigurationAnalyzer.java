package io.clientele.gateway;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells what is wrong with the configuration by its lines alone, without where it was found. */
final class UnusableConfigurationAnalyzer
        extends AbstractFailureAnalyzer<UnusableConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnusableConfigurationException cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Put these right, see docs/configuration.md.", failure);
    }
}
