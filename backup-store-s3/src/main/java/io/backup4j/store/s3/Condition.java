package io.backup4j.store.s3;

import io.backup4j.api.ObjectBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Whether the service creates only what is not there, when it is told to. Found out once for each store with an object that no
 * listing shows: where it has been left by an earlier store, one refused request is the whole test, and no right to delete is
 * needed. Safe for use by several threads.
 */
final class Condition {
    private static final String NOTE = "backup4j stores this object again and again to see that it is refused.\n";

    private final String key;
    private final Upload upload;
    private State state = State.UNKNOWN;

    private enum State {
        UNKNOWN,
        HONOURED,
        NOT_HONOURED
    }

    Condition(Keys keys, Upload upload) {
        this.key = keys.hidden("backup4j-create-only");
        this.upload = upload;
    }

    /** Returns whether an upload may rely on it; asks the service the first time. */
    synchronized boolean isHonoured() throws IOException {
        if (state == State.UNKNOWN) {
            state = isHonouredNow() ? State.HONOURED : State.NOT_HONOURED;
        }
        return state == State.HONOURED;
    }

    /** The first time the object may not be there yet, and be stored; the second time it is. */
    private boolean isHonouredNow() throws IOException {
        boolean refused = isRefused();
        return refused || isRefused();
    }

    private boolean isRefused() throws IOException {
        try {
            upload.send(key, "probe", ObjectBody.of(NOTE.getBytes(StandardCharsets.UTF_8)), true);
            return false;
        } catch (S3Exception e) {
            if (isRefusal(e)) {
                return true;
            }
            if (isUnknownToTheService(e)) {
                return false;
            }
            throw e;
        }
    }

    /** 412: there is an object. 409: somebody is creating it at this moment, and the service noticed. */
    static boolean isRefusal(S3Exception e) {
        return e.statusCode() == 412 || isConflict(e);
    }

    static boolean isConflict(S3Exception e) {
        return e.statusCode() == 409 && "ConditionalRequestConflict".equals(Failure.code(e));
    }

    private static boolean isUnknownToTheService(S3Exception e) {
        return e.statusCode() == 501 || "NotImplemented".equals(Failure.code(e));
    }
}
