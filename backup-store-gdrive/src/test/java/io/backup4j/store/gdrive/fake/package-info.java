/**
 * A Google Drive for tests.
 *
 * <p>In: the requests of the real client. Out: what Drive would answer, or refuse, as its documentation says, and what a bad day makes
 * of it. Next room: none, files are kept in memory.
 */
@NullMarked
package io.backup4j.store.gdrive.fake;

import org.jspecify.annotations.NullMarked;
