package io.backup4j.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved, forwards or backwards. Safe for use by several threads. */
public final class SettableClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** Returns a clock in UTC that shows {@code instant}. */
    public static SettableClock at(Instant instant) {
        return new SettableClock(new AtomicReference<>(instant), ZoneOffset.UTC);
    }

    /** Returns a clock in UTC that shows {@code instant}, for instance {@code 2026-11-21T10:15:30Z}. */
    public static SettableClock at(String instant) {
        return at(Instant.parse(instant));
    }

    /** Makes it show {@code instant}. */
    public void set(Instant instant) {
        now.set(instant);
    }

    /** Moves it forward. */
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    /** Moves it back, as a time server or a person does. */
    public void goBack(Duration duration) {
        now.updateAndGet(instant -> instant.minus(duration));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get(), "never set to null");
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Returns this very clock in another zone: moving the one moves the other. */
    @Override
    public SettableClock withZone(ZoneId newZone) {
        return new SettableClock(now, newZone);
    }

    @Override
    public String toString() {
        return "SettableClock[" + now + ", " + zone + "]";
    }
}
