package io.backup4j.core;

/** Keeps the package from being empty until its first type comes. */
final class Placeholder {
    private Placeholder() {}
}
