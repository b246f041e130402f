package io.clientele.gateway;

import io.clientele.configuration.ConfigurationException;

/** The gateway cannot start with its configuration; the message has a line for each reason. */
final class UnusableConfigurationException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnusableConfigurationException(ConfigurationException wrong) {
        super(wrong.getMessage(), wrong);
    }
}
