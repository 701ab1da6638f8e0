package dev.keyward.language.utility;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.cmdlet.Invocation;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Files read and written whole, with failures worded as PowerShell words them.
final class TextFiles {
    private TextFiles() {}

    /// The file a command's `-Path`, `-FilePath` or `-LiteralPath` names.
    static Path path(Invocation invocation) {
        for (String name : java.util.List.of("FilePath", "LiteralPath", "Path")) {
            String given = invocation.arguments().text(name);
            if (given != null) {
                return invocation.session().resolve(given);
            }
        }
        throw CmdletError.of(
                "You must specify either the -Path or -LiteralPath parameters, but not both.",
                "CannotSpecifyPathAndLiteralPath",
                ErrorCategory.InvalidArgument);
    }

    static boolean exists(Path path) {
        return Files.exists(path);
    }

    static Charset charset(@Nullable String name) {
        return switch (name == null ? "" : name.toLowerCase(Locale.ROOT)) {
            case "ascii", "us-ascii" -> StandardCharsets.US_ASCII;
            case "unicode", "utf16", "utf-16" -> StandardCharsets.UTF_16LE;
            case "bigendianunicode" -> StandardCharsets.UTF_16BE;
            case "utf32" -> StandardCharsets.UTF_32LE;
            case "ansi", "latin1" -> StandardCharsets.ISO_8859_1;
            default -> StandardCharsets.UTF_8;
        };
    }

    /// The text of a file; a byte order mark chooses the encoding and is left out.
    static String read(Path path, @Nullable String encoding) {
        byte[] bytes = bytes(path);
        if (starts(bytes, 0xff, 0xfe)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        if (starts(bytes, 0xfe, 0xff)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        if (starts(bytes, 0xef, 0xbb, 0xbf)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        return new String(bytes, charset(encoding));
    }

    private static boolean starts(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new CmdletError(failure(e, path), e);
        }
    }

    static void write(Path path, String text, @Nullable String encoding, boolean append) {
        write(path, text.getBytes(charset(encoding)), append);
    }

    static void write(Path path, byte[] bytes, boolean append) {
        try {
            OpenOption[] options =
                    append
                            ? new OpenOption[] {
                                StandardOpenOption.CREATE, StandardOpenOption.APPEND
                            }
                            : new OpenOption[] {
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING
                            };
            Files.write(path, bytes, options);
        } catch (IOException e) {
            throw new CmdletError(failure(e, path), e);
        }
    }

    /// What a file system's failure is as an error record.
    static ErrorRecord failure(IOException e, Path path) {
        return switch (e) {
            case NoSuchFileException _ ->
                    path.getParent() != null && !Files.isDirectory(path.getParent())
                            ? record(
                                    "System.IO.DirectoryNotFoundException",
                                    "Could not find a part of the path '" + path + "'.",
                                    "FileOpenFailure",
                                    ErrorCategory.OpenError)
                            : missing(path);
            case AccessDeniedException _ ->
                    record(
                            "System.UnauthorizedAccessException",
                            "Access to the path '" + path + "' is denied.",
                            "FileOpenFailure",
                            ErrorCategory.OpenError);
            case FileAlreadyExistsException _ ->
                    record(
                            "System.IO.IOException",
                            "The file '" + path + "' already exists.",
                            "NewItemIOError",
                            ErrorCategory.WriteError);
            default ->
                    record(
                            "System.IO.IOException",
                            String.valueOf(e.getMessage()),
                            "IOError",
                            ErrorCategory.WriteError);
        };
    }

    static ErrorRecord missing(Path path) {
        return record(
                        "System.Management.Automation.ItemNotFoundException",
                        "Cannot find path '" + path + "' because it does not exist.",
                        "PathNotFound",
                        ErrorCategory.ObjectNotFound)
                .withTarget(path.toString());
    }

    static ErrorRecord record(String type, String message, String id, ErrorCategory category) {
        return ErrorRecord.of(ExceptionValue.of(type, message), id, category);
    }
}
