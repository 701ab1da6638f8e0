package dev.keyward.language.value;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Wildcard;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// System.IO.File, Directory and Path.
///
/// Relative paths start at the session's current folder: the process has no other.
final class FileTypes {
    private FileTypes() {}

    static List<TypeEntry> entries() {
        return List.of(file(), directory(), path());
    }

    /// Work with files, whose failures become .NET's.
    @FunctionalInterface
    interface Work {
        @Nullable Object run(Path path) throws IOException;
    }

    private static @Nullable Object at(Call c, Work work) {
        Path path = c.values().surroundings().session().resolve(c.text(0));
        try {
            return work.run(path);
        } catch (NoSuchFileException e) {
            boolean folder = path.getParent() != null && !Files.isDirectory(path.getParent());
            throw folder
                    ? NetException.of(
                            "System.IO.DirectoryNotFoundException",
                            "Could not find a part of the path '" + path + "'.")
                    : NetException.of(
                            "System.IO.FileNotFoundException",
                            "Could not find file '" + path + "'.");
        } catch (FileAlreadyExistsException e) {
            throw NetException.of(
                    "System.IO.IOException",
                    "Cannot create '"
                            + path
                            + "' because a file or directory with the same name already exists.");
        } catch (java.nio.file.AccessDeniedException e) {
            throw NetException.of(
                    "System.UnauthorizedAccessException",
                    "Access to the path '" + path + "' is denied.");
        } catch (IOException e) {
            throw NetException.of("System.IO.IOException", String.valueOf(e.getMessage()));
        }
    }

    private static Path second(Call c) {
        return c.values().surroundings().session().resolve(c.text(1));
    }

    private static Charset charset(Call c, int index) {
        return c.get(index) instanceof TextEncoding it ? it.charset() : StandardCharsets.UTF_8;
    }

    private static String lines(Call c) {
        StringBuilder text = new StringBuilder();
        c.elements(1).forEach(line -> text.append(c.values().text().of(line)).append('\n'));
        return text.toString();
    }

    private static TypeEntry file() {
        return TypeEntry.of("System.IO.File")
                .fixed("Exists", 1, 1, c -> at(c, Files::isRegularFile))
                .fixed("ReadAllBytes", 1, 1, c -> at(c, Files::readAllBytes))
                .fixed(
                        "ReadAllText",
                        1,
                        2,
                        c -> at(c, p -> bare(Files.readString(p, charset(c, 1)))))
                .fixed(
                        "ReadAllLines",
                        1,
                        2,
                        c ->
                                at(
                                        c,
                                        p ->
                                                Files.readAllLines(p, charset(c, 1))
                                                        .toArray(String[]::new)))
                .fixed(
                        "WriteAllBytes",
                        2,
                        2,
                        c -> at(c, p -> quiet(Files.write(p, c.bytes(1, "bytes")))))
                .fixed(
                        "WriteAllText",
                        2,
                        3,
                        c -> at(c, p -> quiet(Files.writeString(p, c.text(1), charset(c, 2)))))
                .fixed(
                        "WriteAllLines",
                        2,
                        3,
                        c -> at(c, p -> quiet(Files.writeString(p, lines(c), charset(c, 2)))))
                .fixed(
                        "AppendAllText",
                        2,
                        3,
                        c -> at(c, p -> quiet(append(p, c.text(1), charset(c, 2)))))
                .fixed(
                        "AppendAllLines",
                        2,
                        3,
                        c -> at(c, p -> quiet(append(p, lines(c), charset(c, 2)))))
                .fixed("Delete", 1, 1, c -> at(c, p -> quiet(Files.deleteIfExists(p))))
                .fixed("Move", 2, 3, c -> at(c, p -> quiet(Files.move(p, second(c)))))
                .fixed("Copy", 2, 3, FileTypes::copied)
                .fixed(
                        "GetLastWriteTime",
                        1,
                        1,
                        c ->
                                at(
                                        c,
                                        p ->
                                                dev.keyward.cmdlet.DateTime.local(
                                                        Files.getLastModifiedTime(p).toInstant(),
                                                        c.values().surroundings().zone())));
    }

    private static String bare(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static Object quiet(@Nullable Object ignored) {
        return Nothing.NOTHING;
    }

    private static Path append(Path path, String text, Charset charset) throws IOException {
        return Files.writeString(
                path, text, charset, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static @Nullable Object copied(Call c) {
        return at(
                c,
                p ->
                        quiet(
                                c.flag(2)
                                        ? Files.copy(
                                                p, second(c), StandardCopyOption.REPLACE_EXISTING)
                                        : Files.copy(p, second(c))));
    }

    private static TypeEntry directory() {
        return TypeEntry.of("System.IO.Directory")
                .fixed("Exists", 1, 1, c -> at(c, Files::isDirectory))
                .fixed("CreateDirectory", 1, 1, c -> at(c, p -> folder(Files.createDirectories(p))))
                .fixed("GetFiles", 1, 3, c -> at(c, p -> listed(c, p, false)))
                .fixed("GetDirectories", 1, 3, c -> at(c, p -> listed(c, p, true)))
                .fixed("Delete", 1, 2, c -> at(c, p -> quiet(removed(p, c.flag(1)))))
                .fixed(
                        "GetCurrentDirectory",
                        0,
                        0,
                        c -> c.values().surroundings().session().location().toString());
    }

    private static PsObject folder(Path path) {
        return new PsObject("System.IO.DirectoryInfo")
                .set("Name", String.valueOf(path.getFileName()))
                .set("FullName", path.toString())
                .set("Exists", true)
                .readingAs(_ -> path.toString());
    }

    private static String[] listed(Call c, Path folder, boolean folders) throws IOException {
        Wildcard pattern = c.has(1) ? Wildcard.of(c.text(1)) : Wildcard.of("*");
        int depth =
                c.has(2) && c.text(2).equalsIgnoreCase("AllDirectories") ? Integer.MAX_VALUE : 1;
        try (Stream<Path> all = Files.walk(folder, depth)) {
            return all.filter(p -> !p.equals(folder) && Files.isDirectory(p) == folders)
                    .filter(p -> pattern.matches(String.valueOf(p.getFileName())))
                    .map(Path::toString)
                    .sorted()
                    .toArray(String[]::new);
        }
    }

    private static boolean removed(Path path, boolean recursive) throws IOException {
        if (!recursive) {
            Files.delete(path);
            return true;
        }
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(path)) {
            walk.forEach(all::addFirst);
        }
        for (Path one : all) {
            Files.delete(one);
        }
        return true;
    }

    private static TypeEntry path() {
        return TypeEntry.of("System.IO.Path")
                .constant("DirectorySeparatorChar", _ -> '/')
                .constant("PathSeparator", _ -> ':')
                .fixed("Combine", 1, TypeEntry.ANY, FileTypes::combined)
                .fixed("Join", 1, TypeEntry.ANY, FileTypes::combined)
                .fixed("GetFileName", 1, 1, c -> name(c.text(0)))
                .fixed("GetExtension", 1, 1, c -> extension(c.text(0)))
                .fixed("GetFileNameWithoutExtension", 1, 1, c -> stem(c.text(0)))
                .fixed("GetDirectoryName", 1, 1, c -> parent(c.text(0)))
                .fixed(
                        "GetFullPath",
                        1,
                        2,
                        c -> c.values().surroundings().session().resolve(c.text(0)).toString())
                .fixed(
                        "GetTempPath",
                        0,
                        0,
                        _ -> withSlash(System.getProperty("java.io.tmpdir", "/tmp")))
                .fixed("GetTempFileName", 0, 0, _ -> temporary())
                .fixed("GetRandomFileName", 0, 0, c -> random(c))
                .fixed("IsPathRooted", 1, 1, c -> c.text(0).startsWith("/"))
                .fixed("HasExtension", 1, 1, c -> !extension(c.text(0)).isEmpty())
                .fixed("ChangeExtension", 2, 2, FileTypes::changed)
                .fixed("GetInvalidFileNameChars", 0, 0, _ -> new Character[] {'\0', '/'});
    }

    private static String withSlash(String folder) {
        return folder.endsWith("/") ? folder : folder + "/";
    }

    private static String temporary() {
        try {
            return Files.createTempFile("tmp", ".tmp").toString();
        } catch (IOException e) {
            throw NetException.of("System.IO.IOException", String.valueOf(e.getMessage()));
        }
    }

    private static String random(Call c) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 11; i++) {
            name.append(
                    "abcdefghijklmnopqrstuvwxyz012345"
                            .charAt(c.values().surroundings().random().nextInt(32)));
        }
        return name.insert(8, '.').toString();
    }

    private static String combined(Call c) {
        StringBuilder path = new StringBuilder();
        List<@Nullable Object> parts = c.count() == 1 ? c.elements(0) : c.arguments();
        for (Object one : parts) {
            String part = c.values().text().of(one);
            if (part.startsWith("/")) {
                path.setLength(0);
            } else if (!path.isEmpty() && path.charAt(path.length() - 1) != '/') {
                path.append('/');
            }
            path.append(part);
        }
        return path.toString();
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String extension(String path) {
        String name = name(path);
        int dot = name.lastIndexOf('.');
        return dot < 0 || dot == name.length() - 1 ? "" : name.substring(dot);
    }

    private static String stem(String path) {
        String name = name(path);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static @Nullable String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0
                ? ""
                : slash == 0 ? (path.length() > 1 ? "/" : null) : path.substring(0, slash);
    }

    private static String changed(Call c) {
        String path = c.text(0);
        String extension = c.text(1);
        String bare = path.substring(0, path.length() - extension(path).length());
        return extension.isEmpty() || extension.startsWith(".")
                ? bare + extension
                : bare + "." + extension;
    }
}
