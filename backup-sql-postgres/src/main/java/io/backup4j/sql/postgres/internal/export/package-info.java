/**
 * A consistent view of a database, given out as entries.
 *
 * <p>In: a data source and what is wanted. Out: a source snapshot. The walk: {@code Coordinator} locks the tables and then
 * exports its snapshot; {@code Leases} hands out connections that share it; {@code ExportPlan} looks at rights and
 * definitions; {@code LogicalSnapshot} gives the entries; {@code CopyStream} is the rows of one table. Next room: the engine.
 */
@NullMarked
package io.backup4j.sql.postgres.internal.export;

import org.jspecify.annotations.NullMarked;
