package io.clientele.gateway;

import java.util.Map;

/** Settings for tests. */
public final class Settings {

    private Settings() {}

    /** The defaults, save one key. */
    public static GatewaySettings of(String key, Object value) {
        return GatewaySettingsTest.settings(Map.of(key, value));
    }
}
