/**
 * The store in a bucket of Amazon S3 or of a service that speaks its protocol.
 *
 * <p>In: an {@code S3Client}, a bucket, {@link io.backup4j.store.s3.S3Options}, whole objects. Out: objects of the bucket that
 * are there in full or not at all. Next room: none, this is the network.
 */
@NullMarked
package io.backup4j.store.s3;

import org.jspecify.annotations.NullMarked;
