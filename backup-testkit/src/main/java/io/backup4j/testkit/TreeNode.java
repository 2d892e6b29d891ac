package io.backup4j.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One file, directory or link of a {@link TreeSnapshot}.
 *
 * @param content kind, with size and SHA-256 of a file and target of a link
 * @param aspects what else is known, as text
 */
record TreeNode(String content, Map<TreeAspect, String> aspects) {
    /** Looks at {@code path}; {@code firstNames} says under which name each file was met first. */
    static TreeNode of(Path path, String name, Map<Object, String> firstNames) throws IOException {
        BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Map<TreeAspect, String> aspects = new EnumMap<>(TreeAspect.class);
        aspects.put(
                basic.isSymbolicLink() ? TreeAspect.LINK_MODIFIED : TreeAspect.MODIFIED,
                basic.lastModifiedTime().toInstant().toString());
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Map<String, Object> unix = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
            aspects.put(TreeAspect.OWNER, unix.get("uid") + ":" + unix.get("gid"));
            // The mode of a link is made up by the system.
            if (!basic.isSymbolicLink() && unix.get("mode") instanceof Integer mode) {
                aspects.put(TreeAspect.MODE, Integer.toOctalString(mode & 07777));
            }
        }
        if (basic.isRegularFile() && basic.fileKey() != null) {
            String first = firstNames.computeIfAbsent(basic.fileKey(), key -> name);
            aspects.put(TreeAspect.HARD_LINKS, first.equals(name) ? "first name" : "same file as " + first);
        }
        if (basic.isRegularFile() || basic.isDirectory()) {
            aspects.put(TreeAspect.EXTENDED, extended(path));
        }
        return new TreeNode(content(path, basic), aspects);
    }

    TreeNode without(Set<TreeAspect> ignored) {
        Map<TreeAspect, String> left = new EnumMap<>(aspects);
        left.keySet().removeAll(ignored);
        return new TreeNode(content, left);
    }

    List<String> differences(TreeNode actual) {
        List<String> found = new ArrayList<>();
        if (!content.equals(actual.content)) {
            found.add("should be " + content + ", is " + actual.content);
        }
        for (TreeAspect aspect : TreeAspect.values()) {
            String wanted = aspects.getOrDefault(aspect, "not known");
            String got = actual.aspects.getOrDefault(aspect, "not known");
            if (!wanted.equals(got)) {
                found.add(aspect + " should be " + wanted + ", is " + got);
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return content;
    }

    private static String content(Path path, BasicFileAttributes basic) throws IOException {
        if (basic.isSymbolicLink()) {
            return "link to " + Files.readSymbolicLink(path);
        }
        if (basic.isRegularFile()) {
            return "file of " + basic.size() + " bytes, SHA-256 " + sha256(path);
        }
        return basic.isDirectory() ? "directory" : "neither file nor directory nor link";
    }

    private static String sha256(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Empty when there are none, or when the file system has no such thing. */
    private static String extended(Path path) throws IOException {
        UserDefinedFileAttributeView view =
                Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null || !Files.getFileStore(path).supportsFileAttributeView(UserDefinedFileAttributeView.class)) {
            return "";
        }
        Map<String, String> values = new TreeMap<>();
        for (String name : view.list()) {
            ByteBuffer value = ByteBuffer.allocate(view.size(name));
            view.read(name, value);
            values.put(name, HexFormat.of().formatHex(value.array()));
        }
        return values.isEmpty() ? "" : values.toString();
    }
}
