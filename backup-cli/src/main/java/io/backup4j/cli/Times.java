package io.backup4j.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments as people write and read them, in the time zone of the machine. */
final class Times {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([mhdw])");
    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant(),
            text -> LocalDateTime.parse(text.replace(' ', 'T'))
                    .atZone(ZoneId.systemDefault())
                    .toInstant(),
            text -> ZonedDateTime.parse(text).toInstant());

    private Times() {}

    /** Returns a moment as local time to the second. */
    static String shown(Instant moment) {
        return SHOWN.format(moment.atZone(ZoneId.systemDefault()));
    }

    /**
     * Reads a day, a local time, a time with its zone, or an age such as {@code 7d}.
     *
     * @throws UsageException when it is none of these
     */
    static Instant parse(String text, Instant now) {
        if (AGE.matcher(text).matches()) {
            return now.minus(duration(text));
        }
        for (Function<String, Instant> form : FORMS) {
            try {
                return form.apply(text);
            } catch (DateTimeParseException otherForm) {
                // The next one may fit.
            }
        }
        throw new UsageException("Not a time: '" + text
                + "' (write 2026-11-21, 2026-11-21T10:00, 2026-11-21T10:00:00Z, or an age: 90m, 12h, 7d, 4w)");
    }

    /**
     * Reads a length of time such as {@code 7d}.
     *
     * @throws UsageException when it is none
     */
    static Duration duration(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw new UsageException("Not a length of time: '" + text + "' (write 90m, 12h, 7d or 4w)");
        }
        return unit(age.group(2)).multipliedBy(Long.parseLong(age.group(1)));
    }

    /**
     * Reads a length of time that is longer than 0.
     *
     * @throws UsageException when it is none, which names {@code option}
     */
    static Duration positive(String option, String text) {
        Duration duration = duration(text);
        if (duration.isZero()) {
            throw new UsageException(option + " is longer than 0");
        }
        return duration;
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }
}
