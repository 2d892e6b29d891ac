/**
 * Checks a repository: a restore that writes nothing.
 *
 * <p>In: how closely to look. Out: a {@link io.backup4j.core.VerifyReport} that says what is wrong and which entries it hits. Every pack and every
 * manifest node is looked at once, however many points share it.
 * Next rooms: {@code pack}, {@code manifest}, {@code points}.
 */
@NullMarked
package io.backup4j.core.internal.verify;

import org.jspecify.annotations.NullMarked;
