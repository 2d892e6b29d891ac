package io.backup4j.api;

import java.io.IOException;

/**
 * What an application does around the moment in which a restore replaces its data: closes its connections and opens them
 * again, stops and starts. Given to targets that replace data at one moment; called by the thread of the restore.
 */
public interface RestoreHook {
    /**
     * Called when all content has been received and checked, before anything is replaced and before the safety backup.
     *
     * @throws IOException when the application could not be made ready; the restore is then given up
     */
    void before() throws IOException;

    /**
     * Called once after {@link #before()}, whatever that and the restore ended with; of several hooks the last begun comes
     * first.
     *
     * @throws IOException when the application could not go on; the restore stays as it is and the trouble is reported
     */
    void after() throws IOException;
}
