/**
 * The sorted list of a component's entries, with where their content lies (FORMAT 10.3 to 10.6).
 *
 * <p>In: entries in the order of their paths. Out: the reference of the manifest, and from it the entries again.
 * Next room: {@code operation}, which makes, compares and restores manifests.
 */
@NullMarked
package io.backup4j.core.internal.manifest;

import org.jspecify.annotations.NullMarked;
