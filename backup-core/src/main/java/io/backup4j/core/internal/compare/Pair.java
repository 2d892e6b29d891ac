package io.backup4j.core.internal.compare;

import io.backup4j.core.internal.manifest.ManifestEntry;
import org.jspecify.annotations.Nullable;

/** What stood and what stands at a path; null for nothing. */
record Pair(@Nullable ManifestEntry before, @Nullable ManifestEntry after) {}
