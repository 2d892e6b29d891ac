/**
 * What stores, sources and targets must keep, as tests, and stand-ins that fail on demand.
 *
 * <p>To test a store of your own, put this module in test scope and write:
 *
 * <pre>{@code
 * class MyStoreTest extends BackupStoreContract {
 *     private final String place = newEmptyPlace();     // JUnit makes one instance a test: one place a test
 *
 *     protected BackupStore openStore() {
 *         return new MyStore(place);                    // called again, it opens the same place
 *     }
 * }
 * }</pre>
 *
 * <p>Each test is named by the sentence of the contract that it checks. Override {@code plantForeignObject} to have the
 * last one checked, {@code manyObjects} and {@code largeObjectBytes} where a call costs money. Where a store cannot keep a
 * promise, override its test and assert that the inherited one fails, so that the exception goes when the store improves.
 * {@link io.backup4j.testkit.BackupSourceContract} and {@link io.backup4j.testkit.RestoreTargetContract} are used alike.
 *
 * <p>In: an implementation under test. Out: failures that say which promise is broken. Next room: {@code io.backup4j.api},
 * whose words these tests repeat.
 */
@NullMarked
package io.backup4j.testkit;

import org.jspecify.annotations.NullMarked;
