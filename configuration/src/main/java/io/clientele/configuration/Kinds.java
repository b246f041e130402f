package io.clientele.configuration;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of values that keys have. */
final class Kinds {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern PROPERTY = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{1,30})?|\\.\\d{1,30})([eE][+-]?\\d{1,3})?");
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,12}) ?(ms|s|m|min|h|d)");
    private static final Pattern BROKER =
            Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+(?:%\\w+)?]):(\\d{1,5})");
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.-]+|\\[?[0-9a-fA-F:]*:[0-9a-fA-F:.]*]?");
    private static final List<String> CLUSTERABLE =
            List.of("log_recency", "log_frequency", "log_monetary");
    private static final Pattern MEMBER = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern STARRED = Pattern.compile("[A-Za-z0-9_.*-]{1,100}");
    private static final Pattern ROUTING = Pattern.compile("[A-Za-z0-9]{32}");
    private static final Pattern MAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}");
    private static final Pattern HOURS = Pattern.compile("(\\d\\d:\\d\\d) ?- ?(\\d\\d:\\d\\d)");
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    private static final Pattern SERIES_NAME =
            Pattern.compile("[a-z_]{1,60}\\.[a-z_]{1,60}(\\.[^,]{1,100})?");

    static final Kind<String> WORDS = Kind.one("a text", Optional::of);

    static final Kind<String> NAMED = Kind.one("a name", Optional::of);

    static final Kind<String> GROUP =
            Kind.one(
                    "a name of 1 to 100 letters, digits, dots, underscores and dashes",
                    text -> Optional.of(text).filter(NAME.asMatchPredicate()));

    static final Kind<String> PROPERTY_NAME =
            Kind.one(
                    "the name of a Kafka client property, such as security.protocol",
                    text -> Optional.of(text).filter(PROPERTY.asMatchPredicate()));

    static final Kind<String> SECRET_TOKEN =
            Kind.one(
                    "printable ASCII without spaces, and not the mask ***",
                    text ->
                            Optional.of(text)
                                    .filter(TOKEN.asMatchPredicate())
                                    .filter(token -> !token.equals(Texts.MASK)));

    static final Kind<String> CURRENCY =
            Kind.one("an ISO 4217 code of a currency, such as EUR", Kinds::currency);

    static final Kind<BigDecimal> RATE =
            Kind.one("a number from 1E-12 to 1E+12, such as 0.86", Kinds::rate);

    static final Kind<ZoneId> ZONE = Kind.one("a time zone such as Europe/London", Kinds::zone);

    static final Kind<URI> WEB_ADDRESS =
            Kind.one(
                    "a URL http://HOST:PORT or https://HOST:PORT without user, query and fragment,"
                            + " such as http://127.0.0.1:8086",
                    Kinds::webAddress);

    static final Kind<String> LISTEN_ADDRESS =
            Kind.one(
                    "an IP address or a host name of this machine, such as 127.0.0.1",
                    text -> Optional.of(text).filter(ADDRESS.asMatchPredicate()));

    static final Kind<List<String>> BROKERS =
            new Kind<>(
                    Kind.Shape.SEVERAL,
                    "host:port with a port from 1 to 65535, several with commas",
                    text -> several(text, Kinds::broker));

    static final Kind<List<Integer>> WINDOWS =
            new Kind<>(
                    Kind.Shape.SEVERAL,
                    "ascending numbers of days from 1 to 3660, such as 30,90,365",
                    text ->
                            several(text, item -> whole(item, 1, 3_660).map(Long::intValue))
                                    .filter(Kinds::ascends));

    static final Kind<Boolean> SWITCH =
            Kind.one(
                    "true or false",
                    text ->
                            switch (text) {
                                case "true" -> Optional.of(true);
                                case "false" -> Optional.of(false);
                                default -> Optional.empty();
                            });

    static final Kind<List<String>> FEATURES =
            new Kind<>(
                    Kind.Shape.SEVERAL,
                    "some of log_recency, log_frequency, log_monetary, with commas",
                    text -> several(text, item -> Optional.of(item).filter(CLUSTERABLE::contains)));

    static final Kind<List<String>> SERIES =
            new Kind<>(
                    Kind.Shape.SEVERAL,
                    "measurement.field or measurement.field.tag, several with commas",
                    text ->
                            several(
                                    text,
                                    item ->
                                            Optional.of(item)
                                                    .filter(SERIES_NAME.asMatchPredicate())));

    /** What users name channels and routes. */
    static final Kind<String> MEMBER_NAME =
            Kind.one(
                    "a name of 1 to 40 small letters, digits and dashes",
                    text -> Optional.of(text).filter(MEMBER.asMatchPredicate()));

    static final Kind<List<String>> MEMBER_NAMES =
            new Kind<>(
                    Kind.Shape.SEVERAL,
                    "names of channels, several with commas",
                    text -> several(text, MEMBER_NAME::read));

    static final Kind<String> CHANNEL_KIND = oneOf("webhook", "slack", "email", "pagerduty");

    static final Kind<String> SEVERITY = oneOf("info", "warning", "error", "critical");

    static final Kind<String> TLS = oneOf("starttls", "tls", "none");

    static final Kind<List<String>> PATTERNS =
            new Kind<>(
                    Kind.Shape.SEVERAL,
                    "names, * for any characters, such as card-*, several with commas",
                    text ->
                            several(
                                    text,
                                    item -> Optional.of(item).filter(STARRED.asMatchPredicate())));

    static final Kind<URI> SECRET_ADDRESS =
            Kind.one(
                    "a URL http://HOST... or https://HOST... without user and fragment",
                    Kinds::secretAddress);

    static final Kind<String> SIGNING_SECRET =
            Kind.one("whsec_ and 24 to 64 bytes in base64, of Standard Webhooks", Kinds::signing);

    static final Kind<String> ROUTING_KEY =
            Kind.one(
                    "the 32 letters and digits of an Events API v2 integration",
                    text -> Optional.of(text).filter(ROUTING.asMatchPredicate()));

    static final Kind<String> HOST =
            Kind.one(
                    "a host name or an IP address",
                    text -> Optional.of(text).filter(ADDRESS.asMatchPredicate()));

    static final Kind<String> PASSWORD =
            Kind.one(
                    "a text that is not the mask ***",
                    text -> Optional.of(text).filter(given -> !given.equals(Texts.MASK)));

    static final Kind<String> MAIL_ADDRESS =
            Kind.one(
                    "a mail address such as shop@example.org",
                    text -> Optional.of(text).filter(MAIL.asMatchPredicate()));

    static final Kind<List<String>> MAIL_ADDRESSES =
            new Kind<>(
                    Kind.Shape.SEVERAL,
                    "mail addresses such as shop@example.org, several with commas",
                    text -> several(text, MAIL_ADDRESS::read));

    static final Kind<Rate> RATE_LIMIT =
            Kind.one("a number of messages in a time, such as 20/1m", Kinds::rateLimit);

    static final Kind<QuietHours> QUIET_HOURS =
            Kind.one("two times of day that differ, such as 22:00-07:00", Kinds::quietHours);

    private Kinds() {}

    static Kind<String> oneOf(String... texts) {
        List<String> known = List.of(texts);
        String most = String.join(", ", known.subList(0, known.size() - 1));
        return Kind.one(
                most + " or " + texts[texts.length - 1],
                text -> Optional.of(text).filter(known::contains));
    }

    /** A number from one bound to another, both included. */
    static Kind<BigDecimal> fraction(String least, String most) {
        BigDecimal from = new BigDecimal(least);
        BigDecimal to = new BigDecimal(most);
        return Kind.one(
                "a number from %s to %s".formatted(least, most),
                text ->
                        Optional.of(text)
                                .filter(DECIMAL.asMatchPredicate())
                                .map(BigDecimal::new)
                                .filter(
                                        number ->
                                                number.compareTo(from) >= 0
                                                        && number.compareTo(to) <= 0));
    }

    /** One whole number, or the two ends of a range. */
    static Kind<List<Integer>> range(int least, int most) {
        return new Kind<>(
                Kind.Shape.SEVERAL,
                "a whole number from %d to %d, or two, ascending".formatted(least, most),
                text ->
                        several(text, item -> whole(item, least, most).map(Long::intValue))
                                .filter(ends -> ends.size() <= 2 && ascends(ends)));
    }

    private static Optional<URI> secretAddress(String text) {
        try {
            URI address = new URI(text);
            boolean usable =
                    ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                            && address.getHost() != null
                            && address.getPort() != 0
                            && address.getPort() <= 65_535
                            && address.getRawUserInfo() == null
                            && address.getRawFragment() == null;
            return usable ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> signing(String text) {
        if (!text.startsWith("whsec_")) {
            return Optional.empty();
        }
        try {
            int bytes = Base64.getDecoder().decode(text.substring("whsec_".length())).length;
            return Optional.of(text).filter(secret -> bytes >= 24 && bytes <= 64);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Rate> rateLimit(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        Optional<Long> messages = whole(text.substring(0, slash).strip(), 1, 100_000);
        Optional<Duration> time =
                length(text.substring(slash + 1).strip())
                        .filter(given -> between(given, Duration.ofMillis(1), Duration.ofDays(1)));
        return messages.flatMap(
                count -> time.map(given -> new Rate(Math.toIntExact(count), given)));
    }

    private static Optional<QuietHours> quietHours(String text) {
        Matcher parts = HOURS.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalTime from = LocalTime.parse(parts.group(1));
            LocalTime to = LocalTime.parse(parts.group(2));
            return from.equals(to) ? Optional.empty() : Optional.of(new QuietHours(from, to));
        } catch (DateTimeException wrong) {
            return Optional.empty();
        }
    }

    static Kind<Integer> whole(int least, int most) {
        return Kind.one(
                "a whole number from %d to %d".formatted(least, most),
                text -> whole(text, least, most).map(Long::intValue));
    }

    /** A number of times, or {@code unlimited}. */
    static Kind<Long> times() {
        return Kind.one(
                "a whole number from 0 to 1000000, or unlimited",
                text ->
                        text.equals("unlimited")
                                ? Optional.of(Long.MAX_VALUE)
                                : whole(text, 0, 1_000_000));
    }

    static Kind<Duration> length(Duration least, Duration most) {
        return Kind.one(
                "a length of time with its unit (ms, s, m, h, d) from %s to %s"
                        .formatted(shown(least), shown(most)),
                text -> length(text).filter(length -> between(length, least, most)));
    }

    static Kind<Duration> days(int least, int most) {
        return Kind.one(
                "whole days from %dd to %dd".formatted(least, most),
                text ->
                        length(text)
                                .filter(
                                        length ->
                                                between(
                                                                length,
                                                                Duration.ofDays(least),
                                                                Duration.ofDays(most))
                                                        && length.toDays() * 86_400_000
                                                                == length.toMillis()));
    }

    /** How long records are kept; nothing stands for {@code forever}. */
    static Kind<Optional<Duration>> keeping() {
        Duration least = Duration.ofMinutes(1);
        Duration most = Duration.ofDays(36_500);
        return Kind.one(
                "a length of time with its unit (ms, s, m, h, d) from %s to %s, or forever"
                        .formatted(shown(least), shown(most)),
                text -> {
                    if (text.equals("forever")) {
                        return Optional.of(Optional.empty());
                    }
                    Optional<Duration> kept =
                            length(text).filter(length -> between(length, least, most));
                    return kept.isPresent() ? Optional.of(kept) : Optional.empty();
                });
    }

    /** In the largest unit that shows it exactly. */
    static String shown(Duration length) {
        long millis = length.toMillis();
        if (millis == 0) {
            return "0s";
        }
        record Unit(long millis, String name) {}
        for (Unit unit :
                List.of(
                        new Unit(86_400_000, "d"),
                        new Unit(3_600_000, "h"),
                        new Unit(60_000, "m"),
                        new Unit(1_000, "s"))) {
            if (millis % unit.millis() == 0) {
                return millis / unit.millis() + unit.name();
            }
        }
        return millis + "ms";
    }

    private static Optional<Long> whole(String text, long least, long most) {
        if (!INTEGER.matcher(text).matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(text);
        return number < least || number > most ? Optional.empty() : Optional.of(number);
    }

    private static Optional<Duration> length(String text) {
        Matcher parts = LENGTH.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(parts.group(1));
        return Optional.of(
                switch (parts.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m", "min" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    private static boolean between(Duration length, Duration least, Duration most) {
        return length.compareTo(least) >= 0 && length.compareTo(most) <= 0;
    }

    private static Optional<String> currency(String text) {
        try {
            return Optional.of(text)
                    .filter(code -> Currency.getInstance(code).getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> rate(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text))
                .filter(
                        rate ->
                                rate.compareTo(BigDecimal.valueOf(1, 12)) >= 0
                                        && rate.compareTo(BigDecimal.TEN.pow(12)) <= 0);
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<URI> webAddress(String text) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
        boolean usable =
                ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                        && address.getHost() != null
                        && address.getPort() != 0
                        && address.getPort() <= 65_535
                        && address.getRawUserInfo() == null
                        && address.getRawQuery() == null
                        && address.getRawFragment() == null;
        return usable ? Optional.of(address) : Optional.empty();
    }

    private static Optional<String> broker(String text) {
        Matcher parts = BROKER.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return whole(parts.group(1), 1, 65_535).map(port -> text);
    }

    private static boolean ascends(List<Integer> numbers) {
        for (int next = 1; next < numbers.size(); next++) {
            if (numbers.get(next) <= numbers.get(next - 1)) {
                return false;
            }
        }
        return true;
    }

    private static <T> Optional<List<T>> several(String text, Function<String, Optional<T>> one) {
        List<T> items = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            Optional<T> read = one.apply(item.strip());
            if (read.isEmpty()) {
                return Optional.empty();
            }
            items.add(read.get());
        }
        return Optional.of(List.copyOf(items));
    }
}
