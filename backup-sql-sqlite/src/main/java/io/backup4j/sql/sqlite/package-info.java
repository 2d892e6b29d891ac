/**
 * SQLite databases that are in use, as sources and targets; the driver is {@code org.xerial:sqlite-jdbc}.
 *
 * <p>In: database files, or connections of the application. Out: whole databases as entries of pages, and databases put back.
 * The walk of a backup: {@code SqliteSource} opens an {@code OpenDatabase}, compares its {@code FileStamp}, and has SQLite copy it into a
 * {@code PrivateFolder}; only that copy is ever read as a file, because closing any descriptor of a live database drops the locks of this process.
 * The walk of a restore: {@code SqliteTarget} begins a {@code DatabaseRestore}, whose {@code Receiver} takes the database and checks it;
 * then a {@code FilePlace} or a {@code LivePlace} puts it in place.
 * Next room: {@code io.backup4j.api}, whose words these types speak.
 */
@NullMarked
package io.backup4j.sql.sqlite;

import org.jspecify.annotations.NullMarked;
