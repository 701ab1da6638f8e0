package dev.keyward.language.utility;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.Drive;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Wildcard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a path names: a file or folder, an item of a drive such as `Env:PATH`, or nothing.
final class Places {
    private Places() {}

    sealed interface Place {}

    /// A file or folder that's there.
    record File(Path path) implements Place {}

    record Missing(Path path) implements Place {}

    /// An item of a drive; an empty name is the drive itself.
    record Item(Drive drive, String name) implements Place {}

    /// All that a command's `-Path` (with wildcards) and `-LiteralPath` name.
    ///
    /// @param required true lists paths that lead nowhere, patterns aside
    /// @throws CmdletError if one is empty: the folder one is in was hardly meant
    static List<Place> given(Invocation invocation, boolean required) {
        List<Place> all = new ArrayList<>();
        for (String given : texts(invocation, "LiteralPath")) {
            all.add(one(invocation, given));
        }
        for (String given : texts(invocation, "Path")) {
            Place place = one(invocation, given);
            if (place instanceof Missing && Wildcard.isPattern(given)) {
                all.addAll(matching(invocation, given));
            } else {
                all.add(place);
            }
        }
        if (!required) {
            all.removeIf(Missing.class::isInstance);
        }
        return all;
    }

    private static List<String> texts(Invocation invocation, String parameter) {
        List<String> texts = invocation.arguments().texts(parameter);
        if (texts.contains("")) {
            throw CmdletError.of(
                    "Cannot bind argument to parameter '%s' because it is an empty string."
                            .formatted(parameter),
                    "ParameterArgumentValidationErrorEmptyStringNotAllowed",
                    ErrorCategory.InvalidData);
        }
        return texts;
    }

    static Place one(Invocation invocation, String given) {
        int colon = given.indexOf(':');
        if (colon > 1) {
            Optional<Drive> drive = invocation.session().drive(given.substring(0, colon));
            if (drive.isPresent()) {
                String name = given.substring(colon + 1).replaceFirst("^[/\\\\]+", "");
                return new Item(drive.get(), name);
            }
        }
        Path path = invocation.session().resolve(given);
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? new File(path) : new Missing(path);
    }

    private static List<Place> matching(Invocation invocation, String given) {
        String slashes = given.replace('\\', '/');
        int slash = slashes.lastIndexOf('/');
        List<Path> folders = new ArrayList<>();
        if (slash >= 0 && Wildcard.isPattern(slashes.substring(0, slash))) {
            for (Place place : matching(invocation, slashes.substring(0, slash))) {
                if (place instanceof File(var path) && Files.isDirectory(path)) {
                    folders.add(path);
                }
            }
        } else {
            folders.add(
                    invocation
                            .session()
                            .resolve(
                                    slash < 0
                                            ? "."
                                            : slash == 0 ? "/" : slashes.substring(0, slash)));
        }
        Wildcard pattern = Wildcard.of(slashes.substring(slash + 1));
        List<Place> all = new ArrayList<>();
        for (Path folder : folders) {
            children(folder).stream()
                    .filter(path -> pattern.matches(String.valueOf(path.getFileName())))
                    .forEach(path -> all.add(new File(path)));
        }
        return all;
    }

    /// The entries of a folder by name; none if it can't be read.
    static List<Path> children(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted(
                            java.util.Comparator.comparing(
                                    path -> String.valueOf(path.getFileName()),
                                    (a, b) ->
                                            dev.keyward.language.value.TextOrder.compare(
                                                    a, b, false)))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
