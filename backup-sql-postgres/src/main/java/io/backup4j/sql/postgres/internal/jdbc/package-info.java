/**
 * What every other room needs of a connection.
 *
 * <p>In: a connection of the application's. Out: rows, quoted names, sessions that are set up alike. Next room: {@code
 * catalog}, which reads definitions with it, and {@code export} and {@code restore}, which move data.
 */
@NullMarked
package io.backup4j.sql.postgres.internal.jdbc;

import org.jspecify.annotations.NullMarked;
