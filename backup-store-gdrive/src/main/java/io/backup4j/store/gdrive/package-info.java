/**
 * The store in a folder of Google Drive.
 *
 * <p>In: a {@code Drive}, a {@link io.backup4j.store.gdrive.DriveFolder}, whole objects. Out: files of the folder, of which each
 * name counts once although Drive would have it many times. Next room: none, this is the network.
 */
@NullMarked
package io.backup4j.store.gdrive;

import org.jspecify.annotations.NullMarked;
