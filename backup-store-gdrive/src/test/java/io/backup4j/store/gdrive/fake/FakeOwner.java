package io.backup4j.store.gdrive.fake;

import io.backup4j.api.ByteString;
import java.util.List;
import java.util.Map;

/** Does what only the owner of a drive, or Google, can do. */
public final class FakeOwner {
    private final FakeFiles files;
    private final FakeUploads uploads;

    FakeOwner(FakeFiles files, FakeUploads uploads) {
        this.files = files;
        this.uploads = uploads;
    }

    /** What lies there, for tests to look at. */
    public record Seen(String id, String name, ByteString content, boolean trashed, Map<String, String> properties) {}

    /** Returns the id of a new folder among the user's own files. */
    public String newFolder(String name) {
        return plant(FakeFiles.MY_DRIVE, name, FakeFile.FOLDER, Map.of(), ByteString.empty());
    }

    /** Returns the id of a new shared drive. */
    public String newSharedDrive() {
        return files.newSharedDrive();
    }

    /** Puts a file of somebody else into a folder. */
    public String plant(String folder, String name) {
        return plant(folder, name, "text/plain", Map.of(), ByteString.utf8("somebody else's"));
    }

    /** Puts a second file beside another one that looks the same but for its content. */
    public String plantTwin(String id, ByteString content) {
        FakeFile file = files.get(id, true);
        return plant(file.parent(), file.name(), file.mimeType(), file.properties(), content);
    }

    /** Puts a file with properties. */
    public String plant(String folder, String name, String type, Map<String, String> properties, ByteString content) {
        String drive = files.get(folder, true).drive();
        String id = files.freshId();
        files.add(new FakeFile(id, name, folder, type, properties, content, files.now(), false, 0, drive));
        return id;
    }

    /** Returns all files of a folder, without folders. */
    public List<Seen> files(String folder) {
        return files.all(file -> file.parent().equals(folder) && !file.isFolder()).stream()
                .map(file -> new Seen(file.id(), file.name(), file.content(), file.trashed(), file.properties()))
                .toList();
    }

    /** Returns the ids of the folders of that name, wherever they are. */
    public List<String> folders(String name) {
        return files.all(file -> file.isFolder() && file.name().equals(name)).stream()
                .map(FakeFile::id)
                .toList();
    }

    /** Changes the content of a file. */
    public void overwrite(String id, ByteString content) {
        files.overwrite(id, content);
    }

    /** Removes a file. */
    public void remove(String id) {
        files.delete(id, true);
    }

    /** Moves a file to the trash. */
    public void trash(String id) {
        files.trash(id);
    }

    /** Shows new files only in the listing so many after the next one. */
    public void showLater(int listings) {
        files.delay(listings);
    }

    /** Keeps files that are removed or trashed from now on listed so many times more. */
    public void hideLater(int listings) {
        files.lag(listings);
    }

    /** Creates all files in the same millisecond from now on. */
    public void freezeClock() {
        files.freezeClock();
    }

    /** Gives pages of at most so many files, whatever is asked for. */
    public void pageSize(int most) {
        files.pageSize(most);
    }

    /** Gives the same page again and again, from the second one on. */
    public void repeatPages() {
        files.repeatPages();
    }

    /** Allows so many bytes in all. */
    public void quota(long bytes) {
        files.quota(bytes);
    }

    /** Keeps no more of a chunk than this, rounded down to 256 KiB. */
    public void acceptAtMost(int bytes) {
        uploads.acceptAtMost(bytes);
    }

    /** Forgets all uploads that are going on. */
    public void forgetUploads() {
        uploads.forgetSessions();
    }
}
