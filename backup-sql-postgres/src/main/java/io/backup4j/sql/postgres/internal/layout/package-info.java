/**
 * The entries of a PostgreSQL component, as docs/POSTGRES.md describes them.
 *
 * <p>In: what the catalogs say. Out: names of entries, scripts of framed statements, the description of the database, the
 * counts of rows; and all of them read back. Next room: {@code export}, which writes them, and {@code restore}.
 */
@NullMarked
package io.backup4j.sql.postgres.internal.layout;

import org.jspecify.annotations.NullMarked;
