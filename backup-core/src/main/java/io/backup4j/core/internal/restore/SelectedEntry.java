package io.backup4j.core.internal.restore;

import io.backup4j.core.internal.manifest.ManifestEntry;

/**
 * An entry on its way out of a restore point.
 *
 * @param component name of its component
 * @param stored the entry, with the path that it has at the target
 * @param isMeant whether the selection means it; otherwise it is a directory on the way to one that is
 */
public record SelectedEntry(String component, ManifestEntry stored, boolean isMeant) {}
