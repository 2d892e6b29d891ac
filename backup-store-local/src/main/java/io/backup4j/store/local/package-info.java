/** The store in a directory. */
@NullMarked
package io.backup4j.store.local;

import org.jspecify.annotations.NullMarked;
