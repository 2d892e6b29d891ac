package io.backup4j.store.s3;

import io.backup4j.api.ObjectBody;
import java.io.IOException;

/** A way to bring a body into the bucket. What the SDK throws comes out as it is. */
interface Upload {
    /**
     * Stores a body.
     *
     * @param label recognises this very upload afterwards
     * @param onlyIfAbsent whether the service is told to refuse when there is an object already
     * @throws IOException when the body cannot be read
     */
    void send(String key, String label, ObjectBody body, boolean onlyIfAbsent) throws IOException;
}
