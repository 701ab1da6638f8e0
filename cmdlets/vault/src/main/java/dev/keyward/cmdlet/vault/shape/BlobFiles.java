package dev.keyward.cmdlet.vault.shape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Backup files.
public final class BlobFiles {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private BlobFiles() {}

    /// The file to write a backup to; asks before one that's there is lost.
    ///
    /// @param given the user's choice, or null for a name made up from these
    /// @return null if the user doesn't want it overwritten
    public static @Nullable Path target(
            Run run, @Nullable String given, String vault, String name) {
        String chosen =
                given != null
                        ? given
                        : "backup-%s-%s-%s"
                                .formatted(
                                        vault,
                                        name,
                                        STAMP.format(run.connections().clock().instant()));
        Path file = run.invocation().session().resolve(chosen);
        boolean settled = run.flag("Force") || !Files.exists(file);
        boolean goesOn =
                settled
                        || run.invocation()
                                .shouldContinue(
                                        "Overwrite existing file at '" + file + "' ?",
                                        "Overwrite File ?");
        return goesOn ? file : null;
    }

    /// Writes beside the file and then renames, so that no half blob takes an old one's place.
    public static void write(Path file, byte[] blob) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Path part = Files.createTempFile(folder, "backup", ".part");
            Files.write(part, blob);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Refusal.of("can't write '" + file + "': " + e.getMessage());
        }
    }

    /// @throws Refusal in the module's words if there's no such file
    public static byte[] read(Run run, String parameter) {
        Path file = run.invocation().session().resolve(run.required(parameter));
        if (!Files.isRegularFile(file)) {
            throw Refusal.of("Cannot find backup file '" + file + "'.");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Refusal.of("can't read '" + file + "': " + e.getMessage());
        }
    }
}
