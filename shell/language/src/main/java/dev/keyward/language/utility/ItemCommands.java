package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.any;
import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.number;
import static dev.keyward.language.utility.Command.text;
import static dev.keyward.language.utility.Command.texts;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Drive;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.language.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Items of folders and drives: read, listed, tested, made and removed.
final class ItemCommands {
    private ItemCommands() {}

    static List<Cmdlet> all() {
        return List.of(test(), get(), children(), make(), remove());
    }

    private static ZoneId zone(Invocation invocation) {
        return Values.of(invocation.session()).surroundings().zone();
    }

    private static Command test() {
        return Command.each(
                "Test-Path",
                "Says whether an item is there.",
                Signature.of(
                        ContentCommands.paths(
                                text("PathType").aka("Type"),
                                flag("IsValid"),
                                text("Filter"),
                                texts("Include"),
                                texts("Exclude"),
                                Parameter.of("OlderThan", TypeToken.DATE_TIME.orNull()),
                                Parameter.of("NewerThan", TypeToken.DATE_TIME.orNull()))),
                invocation -> {
                    Arguments arguments = invocation.arguments();
                    String type = arguments.text("PathType");
                    List<String> given = new ArrayList<>(arguments.texts("Path"));
                    given.addAll(arguments.texts("LiteralPath"));
                    if (given.isEmpty()) {
                        invocation.write(false);
                    }
                    for (String one : given) {
                        invocation.write(
                                exists(
                                        invocation,
                                        one,
                                        type == null ? "any" : type.toLowerCase(Locale.ROOT)));
                    }
                });
    }

    private static boolean exists(Invocation invocation, String given, String type) {
        if (given.isBlank()) {
            return false;
        }
        Places.Place place = Places.one(invocation, given);
        return switch (place) {
            case Places.Item(var drive, var name) ->
                    name.isEmpty()
                            ? !type.equals("leaf")
                            : drive.has(name) && !type.equals("container");
            case Places.File(var path) ->
                    switch (type) {
                        case "leaf" -> !Files.isDirectory(path);
                        case "container" -> Files.isDirectory(path);
                        default -> true;
                    };
            case Places.Missing _ ->
                    Wildcard.isPattern(given) && !Places.given(invocation, false).isEmpty();
        };
    }

    private static Command get() {
        return Command.each(
                        "Get-Item",
                        "Gives the item at a path.",
                        Signature.of(
                                ContentCommands.paths(
                                        flag("Force"), text("Filter"), text("Stream"))),
                        invocation -> {
                            for (Places.Place place : Places.given(invocation, true)) {
                                switch (place) {
                                    case Places.File(var path) ->
                                            invocation.write(
                                                    FileObjects.of(path, zone(invocation)));
                                    case Places.Missing(var path) ->
                                            invocation.writeError(TextFiles.missing(path));
                                    case Places.Item(var drive, var name) ->
                                            item(invocation, drive, name);
                                }
                            }
                        })
                .aka("gi");
    }

    private static void item(Invocation invocation, Drive drive, String name) {
        if (name.isEmpty() || Wildcard.isPattern(name)) {
            Wildcard pattern = Wildcard.of(name.isEmpty() ? "*" : name);
            drive.names().stream()
                    .filter(pattern::matches)
                    .sorted(String.CASE_INSENSITIVE_ORDER)
                    .forEach(one -> invocation.write(FileObjects.of(drive, one)));
        } else if (drive.has(name)) {
            invocation.write(FileObjects.of(drive, name));
        } else {
            invocation.writeError(missing(drive, name));
        }
    }

    private static dev.keyward.cmdlet.ErrorRecord missing(Drive drive, String name) {
        return TextFiles.record(
                        "System.Management.Automation.ItemNotFoundException",
                        "Cannot find path '"
                                + drive.name()
                                + ":/"
                                + name
                                + "' because it does not exist.",
                        "PathNotFound",
                        ErrorCategory.ObjectNotFound)
                .withTarget(name);
    }

    private static Command children() {
        return Command.each(
                        "Get-ChildItem",
                        "Lists what's in a folder or drive.",
                        Signature.of(
                                texts("Path")
                                        .in(
                                                Membership.everywhere()
                                                        .at(0)
                                                        .byValue()
                                                        .byPropertyName()),
                                text("Filter").at(1),
                                texts("LiteralPath")
                                        .in(Membership.everywhere().byPropertyName())
                                        .aka("PSPath", "LP"),
                                texts("Include"),
                                texts("Exclude"),
                                flag("Recurse").aka("s"),
                                number("Depth"),
                                flag("File").aka("af"),
                                flag("Directory").aka("ad", "d"),
                                flag("Hidden").aka("ah", "h"),
                                flag("Force"),
                                flag("Name")),
                        ItemCommands::list)
                .aka("gci", "ls", "dir");
    }

    private static void list(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        boolean here =
                arguments.texts("Path").isEmpty() && arguments.texts("LiteralPath").isEmpty();
        List<Places.Place> places =
                here
                        ? List.of(new Places.File(invocation.session().location()))
                        : Places.given(invocation, true);
        for (Places.Place place : places) {
            switch (place) {
                case Places.Item(var drive, var name) -> item(invocation, drive, name);
                case Places.Missing(var path) -> invocation.writeError(TextFiles.missing(path));
                case Places.File(var path) -> {
                    boolean pattern =
                            arguments.texts("Path").stream().anyMatch(Wildcard::isPattern);
                    if (Files.isDirectory(path) && (!pattern || arguments.flag("Recurse"))) {
                        int depth =
                                arguments.flag("Recurse") || arguments.has("Depth")
                                        ? arguments.number("Depth", Integer.MAX_VALUE - 1)
                                        : 0;
                        walk(invocation, path, path, depth);
                    } else if (wanted(arguments, path)) {
                        give(invocation, path.getParent(), path);
                    }
                }
            }
        }
    }

    private static void walk(Invocation invocation, Path root, Path folder, int depth) {
        List<Path> children = Places.children(folder);
        for (Path child : children) {
            if (wanted(invocation.arguments(), child)) {
                give(invocation, root, child);
            }
        }
        for (Path child : children) {
            if (depth > 0
                    && Files.isDirectory(child)
                    && !Files.isSymbolicLink(child)
                    && !invocation.isStopping()) {
                walk(invocation, root, child, depth - 1);
            }
        }
    }

    private static void give(
            Invocation invocation, @org.jspecify.annotations.Nullable Path root, Path path) {
        invocation.write(
                invocation.arguments().flag("Name") && root != null
                        ? root.relativize(path).toString()
                        : FileObjects.of(path, zone(invocation)));
    }

    private static boolean wanted(Arguments arguments, Path path) {
        String name = String.valueOf(path.getFileName());
        boolean folder = Files.isDirectory(path);
        String filter = arguments.text("Filter");
        List<String> include = arguments.texts("Include");
        return (!arguments.flag("File") || !folder)
                && (!arguments.flag("Directory") || folder)
                && (!name.startsWith(".") || arguments.flag("Force") || arguments.flag("Hidden"))
                && (filter == null || Wildcard.of(filter).matches(name))
                && (include.isEmpty()
                        || include.stream().anyMatch(one -> Wildcard.of(one).matches(name)))
                && arguments.texts("Exclude").stream()
                        .noneMatch(one -> Wildcard.of(one).matches(name));
    }

    private static Command make() {
        return Command.each(
                        "New-Item",
                        "Makes a file or a folder.",
                        Signature.of(
                                        texts("Path")
                                                .in(Membership.everywhere().at(0).byPropertyName()),
                                        text("Name").in(Membership.everywhere().byPropertyName()),
                                        text("ItemType").aka("Type"),
                                        any("Value")
                                                .in(
                                                        Membership.everywhere()
                                                                .byValue()
                                                                .byPropertyName())
                                                .aka("Target"),
                                        flag("Force"))
                                .changing(ConfirmImpact.Medium),
                        ItemCommands::made)
                .aka("ni", "mkdir", "md");
    }

    private static void made(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        List<String> paths =
                arguments.texts("Path").isEmpty() ? List.of(".") : arguments.texts("Path");
        for (String given : paths) {
            String name = arguments.text("Name");
            String whole = name == null ? given : given + "/" + name;
            if (Places.one(invocation, whole) instanceof Places.Item(var drive, var item)) {
                drive.set(item, arguments.get("Value"));
                invocation.write(FileObjects.of(drive, item));
            } else {
                makeFile(invocation, invocation.session().resolve(whole));
            }
        }
    }

    private static void makeFile(Invocation invocation, Path path) {
        Arguments arguments = invocation.arguments();
        String type = arguments.text("ItemType");
        String called = invocation.calledAs().toLowerCase(Locale.ROOT);
        boolean folder =
                called.equals("mkdir")
                        || called.equals("md")
                        || type != null && type.toLowerCase(Locale.ROOT).startsWith("d");
        boolean force = arguments.flag("Force") || called.equals("mkdir") || called.equals("md");
        if (!invocation.shouldProcess(
                "Destination: " + path, folder ? "Create Directory" : "Create File")) {
            return;
        }
        if (Files.exists(path) && !(force && Files.isDirectory(path) == folder)) {
            invocation.writeError(
                    TextFiles.record(
                                    "System.IO.IOException",
                                    folder
                                            ? "An item with the specified name "
                                                    + path
                                                    + " already exists."
                                            : "The file '" + path + "' already exists.",
                                    folder ? "DirectoryExist" : "NewItemIOError",
                                    folder
                                            ? ErrorCategory.ResourceExists
                                            : ErrorCategory.WriteError)
                            .withTarget(path.toString()));
            return;
        }
        try {
            if (folder) {
                Files.createDirectories(path);
            } else {
                if (force && path.getParent() != null) {
                    Files.createDirectories(path.getParent());
                }
                String text = Values.of(invocation.session()).text().of(arguments.get("Value"));
                Files.writeString(path, text);
            }
            invocation.write(FileObjects.of(path, zone(invocation)));
        } catch (IOException e) {
            invocation.writeError(TextFiles.failure(e, path));
        }
    }

    private static Command remove() {
        return Command.each(
                        "Remove-Item",
                        "Removes files, folders and items of drives.",
                        Signature.of(
                                        ContentCommands.paths(
                                                flag("Recurse"),
                                                flag("Force"),
                                                text("Filter"),
                                                texts("Include"),
                                                texts("Exclude")))
                                .changing(ConfirmImpact.Medium),
                        ItemCommands::removed)
                .aka("ri", "rm", "del", "erase", "rd", "rmdir");
    }

    private static void removed(Invocation invocation) {
        for (Places.Place place : Places.given(invocation, true)) {
            switch (place) {
                case Places.Missing(var path) -> invocation.writeError(TextFiles.missing(path));
                case Places.Item(var drive, var name) -> removeItem(invocation, drive, name);
                case Places.File(var path) -> removeFile(invocation, path);
            }
        }
    }

    private static void removeItem(Invocation invocation, Drive drive, String name) {
        Wildcard pattern = Wildcard.of(name);
        List<String> names =
                Wildcard.isPattern(name)
                        ? drive.names().stream().filter(pattern::matches).toList()
                        : List.of(name);
        for (String one : names) {
            if (invocation.shouldProcess("Item: " + one, "Remove Item") && !drive.remove(one)) {
                invocation.writeError(missing(drive, one));
            }
        }
    }

    private static void removeFile(Invocation invocation, Path path) {
        boolean folder = Files.isDirectory(path) && !Files.isSymbolicLink(path);
        if (!invocation.shouldProcess(
                path.toString(), folder ? "Remove Directory" : "Remove File")) {
            return;
        }
        try {
            boolean filled = folder && !Places.children(path).isEmpty();
            if (filled && !invocation.arguments().flag("Recurse")) {
                boolean goesOn =
                        !invocation.host().isInteractive()
                                || invocation.shouldContinue(
                                        "The item at "
                                                + path
                                                + " has children and the Recurse parameter was not specified. If you continue, all children will be removed with the item. Are you sure you want to continue?",
                                        "Confirm");
                if (!goesOn || !invocation.host().isInteractive()) {
                    if (!invocation.host().isInteractive()) {
                        invocation.writeError(
                                TextFiles.record(
                                        "System.IO.IOException",
                                        "Directory "
                                                + path
                                                + " cannot be removed because it is not empty.",
                                        "DirectoryNotEmpty",
                                        ErrorCategory.WriteError));
                    }
                    return;
                }
            }
            delete(path, folder);
        } catch (IOException e) {
            invocation.writeError(TextFiles.failure(e, path));
        }
    }

    private static void delete(Path path, boolean folder) throws IOException {
        List<Path> all = new ArrayList<>(List.of(path));
        if (folder) {
            all.clear();
            try (Stream<Path> walk = Files.walk(path)) {
                walk.forEach(all::addFirst);
            }
        }
        for (Path one : all) {
            Files.delete(one);
        }
    }
}
