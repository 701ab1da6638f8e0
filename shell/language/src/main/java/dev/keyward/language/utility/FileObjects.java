package dev.keyward.language.utility;

import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.Drive;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.PsProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Files, folders and drive items as objects: FileInfo, DirectoryInfo, DictionaryEntry.
final class FileObjects {
    private FileObjects() {}

    static PsObject of(Path path, ZoneId zone) {
        boolean folder = Files.isDirectory(path);
        PsObject object = new PsObject(folder ? "System.IO.DirectoryInfo" : "System.IO.FileInfo");
        String name = String.valueOf(path.getFileName() == null ? path : path.getFileName());
        int dot = name.lastIndexOf('.');
        Attributes attributes = attributes(path);
        object.set("Mode", mode(path, folder));
        if (!folder) {
            object.set("Length", attributes.size());
        }
        object.set("Name", name);
        object.set("FullName", path.toString());
        object.set("Extension", dot < 0 || folder ? "" : name.substring(dot));
        object.set("BaseName", dot <= 0 || folder ? name : name.substring(0, dot));
        Path parent = path.getParent();
        if (folder) {
            object.add(
                    new PsProperty.Computed(
                            "Parent", _ -> parent == null ? null : of(parent, zone), null));
        } else {
            object.set("DirectoryName", parent == null ? "" : parent.toString());
            object.add(
                    new PsProperty.Computed(
                            "Directory", _ -> parent == null ? null : of(parent, zone), null));
        }
        object.add(new PsProperty.Computed("Exists", _ -> Files.exists(path), null));
        object.set("PSIsContainer", folder);
        object.set("PSPath", path.toString());
        object.set("PSParentPath", parent == null ? "" : parent.toString());
        object.set("PSChildName", name);
        object.set("IsReadOnly", !Files.isWritable(path));
        object.set("CreationTime", DateTime.local(attributes.created(), zone));
        object.set("LastWriteTime", DateTime.local(attributes.written(), zone));
        object.set("LastWriteTimeUtc", DateTime.utc(attributes.written()));
        Function<List<@Nullable Object>, @Nullable Object> delete =
                _ -> {
                    try {
                        Files.delete(path);
                    } catch (IOException e) {
                        throw new dev.keyward.cmdlet.CmdletError(TextFiles.failure(e, path), e);
                    }
                    return dev.keyward.language.value.Nothing.NOTHING;
                };
        object.set("Delete", delete);
        return object.readingAs(_ -> path.toString());
    }

    private record Attributes(long size, Instant created, Instant written) {}

    private static Attributes attributes(Path path) {
        try {
            BasicFileAttributes all =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Attributes(
                    all.size(), all.creationTime().toInstant(), all.lastModifiedTime().toInstant());
        } catch (IOException e) {
            return new Attributes(0, Instant.EPOCH, Instant.EPOCH);
        }
    }

    private static String mode(Path path, boolean folder) {
        return (folder ? "d" : "-")
                + (folder ? "-" : "a")
                + (Files.isWritable(path) ? "-" : "r")
                + (String.valueOf(path.getFileName()).startsWith(".") ? "h" : "-")
                + "-";
    }

    static Object of(Drive drive, String name) {
        Object value = drive.get(name);
        return switch (drive.name()) {
            case "Env" -> new PsHashtable.Entry(name, value);
            case "Variable" ->
                    new PsObject("System.Management.Automation.PSVariable")
                            .set("Name", name)
                            .set("Value", value);
            case "Alias" ->
                    new PsObject("System.Management.Automation.AliasInfo")
                            .set("CommandType", "Alias")
                            .set("Name", name)
                            .set("Definition", value);
            default ->
                    new PsObject("System.Management.Automation.FunctionInfo")
                            .set("CommandType", drive.name())
                            .set("Name", name)
                            .set("ScriptBlock", value)
                            .set("Definition", String.valueOf(value));
        };
    }
}
