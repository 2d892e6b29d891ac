/**
 * PostgreSQL databases as a source of backups and as a target of restores.
 *
 * <p>In: a data source, or a way to connect to a server. Out: {@link io.backup4j.sql.postgres.PostgresSource} gives a
 * consistent view of a database, {@link io.backup4j.sql.postgres.PostgresTarget} takes it back. Next room: {@code
 * internal.export} and {@code internal.restore}, one for each; what lies between them is described in docs/POSTGRES.md.
 */
@NullMarked
package io.backup4j.sql.postgres;

import org.jspecify.annotations.NullMarked;
