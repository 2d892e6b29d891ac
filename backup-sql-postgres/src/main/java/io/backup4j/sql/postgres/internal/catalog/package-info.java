/**
 * Definitions of objects, read from the catalogs.
 *
 * <p>In: a connection with its snapshot, and what is wanted. Out: items in an order in which each finds what it needs. Each
 * kind of object has its query in a file beside this one; a query makes the statements itself. The walk: {@code
 * CatalogReader} runs the queries, {@code Catalog} knows what stands for what, {@code Choice} picks, {@code ItemOrder} sorts.
 * Next room: {@code layout}, which writes items as scripts.
 */
@NullMarked
package io.backup4j.sql.postgres.internal.catalog;

import org.jspecify.annotations.NullMarked;
