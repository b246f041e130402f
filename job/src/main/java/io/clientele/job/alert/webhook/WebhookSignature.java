package io.clientele.job.alert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The headers of Standard Webhooks 1.0: HMAC-SHA256 over id, time and body, so that the receiver
 * knows that the message is ours, unchanged and not an old one sent again.
 */
final class WebhookSignature {

    private static final String PREFIX = "whsec_";

    private final SecretKeySpec key;

    /**
     * A signature with a secret.
     *
     * @param secret {@code whsec_} and base64
     */
    WebhookSignature(String secret) {
        key =
                new SecretKeySpec(
                        Base64.getDecoder().decode(secret.substring(PREFIX.length())),
                        "HmacSHA256");
    }

    /** The three headers. */
    Map<String, String> headers(String id, Instant now, byte[] body) {
        String timestamp = Long.toString(now.getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put("webhook-signature", "v1," + signature(id + '.' + timestamp + '.', body));
        return headers;
    }

    private String signature(String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(head.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }
}
