package io.backup4j.core.store;

import java.io.IOException;

/** Something that is asked of a store. */
@FunctionalInterface
interface StoreCall {
    void run() throws IOException;
}
