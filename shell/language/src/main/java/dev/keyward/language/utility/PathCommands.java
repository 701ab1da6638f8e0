package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.text;
import static dev.keyward.language.utility.Command.texts;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SessionServices;
import dev.keyward.cmdlet.Signature;
import dev.keyward.language.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/// Paths as text, the current folder, and items moved from place to place.
final class PathCommands {
    /// Folders Push-Location left.
    private record Left(Deque<Path> folders) {}

    private static final SessionServices.Slot<Left> LEFT =
            new SessionServices.Slot<>(PathCommands.class.getName(), Left.class);

    private PathCommands() {}

    static List<Cmdlet> all() {
        return List.of(
                join(),
                split(),
                resolve("Resolve-Path", "rvpa"),
                resolve("Convert-Path", "cvpa"),
                set(),
                get(),
                push(),
                pop(),
                copy(),
                move(),
                rename());
    }

    private static Command join() {
        return Command.each(
                "Join-Path",
                "Puts a path together.",
                Signature.of(
                        texts("Path")
                                .in(
                                        Membership.everywhere()
                                                .required()
                                                .at(0)
                                                .byValue()
                                                .byPropertyName())
                                .aka("PSPath"),
                        text("ChildPath")
                                .in(Membership.everywhere().required().at(1).byPropertyName())
                                .allowing(Command.EMPTY),
                        texts("AdditionalChildPath")
                                .in(Membership.everywhere().at(2).theRest())
                                .allowing(Command.EMPTY),
                        flag("Resolve")),
                invocation -> {
                    Arguments arguments = invocation.arguments();
                    for (String path : arguments.texts("Path")) {
                        String whole = joined(path, arguments.requiredText("ChildPath"));
                        for (String more : arguments.texts("AdditionalChildPath")) {
                            whole = joined(whole, more);
                        }
                        invocation.write(whole);
                    }
                });
    }

    private static String joined(String path, String child) {
        String left = path.replace('\\', '/');
        String right = child.replace('\\', '/');
        while (left.length() > 1 && left.endsWith("/")) {
            left = left.substring(0, left.length() - 1);
        }
        while (right.startsWith("/")) {
            right = right.substring(1);
        }
        return left.equals("/") ? "/" + right : left + "/" + right;
    }

    private static Command split() {
        return Command.each(
                "Split-Path",
                "Takes a path apart.",
                Signature.of(
                        texts("Path")
                                .in(
                                        Membership.everywhere()
                                                .required()
                                                .at(0)
                                                .byValue()
                                                .byPropertyName())
                                .aka("LiteralPath", "PSPath", "LP"),
                        flag("Parent"),
                        flag("Leaf"),
                        flag("LeafBase"),
                        flag("Extension"),
                        flag("Qualifier"),
                        flag("NoQualifier"),
                        flag("IsAbsolute"),
                        flag("Resolve")),
                invocation ->
                        invocation
                                .arguments()
                                .texts("Path")
                                .forEach(path ->
                                        invocation.write(part(invocation.arguments(), path))));
    }

    private static Object part(Arguments arguments, String given) {
        String path = given.replace('\\', '/');
        if (arguments.flag("IsAbsolute")) {
            return path.startsWith("/") || path.matches("[A-Za-z]+:.*");
        }
        if (arguments.flag("Qualifier")) {
            return path.contains(":") ? path.substring(0, path.indexOf(':') + 1) : "";
        }
        if (arguments.flag("NoQualifier")) {
            return path.substring(path.indexOf(':') + 1);
        }
        String trimmed =
                path.length() > 1 && path.endsWith("/")
                        ? path.substring(0, path.length() - 1)
                        : path;
        int slash = trimmed.lastIndexOf('/');
        String leaf = trimmed.substring(slash + 1);
        int dot = leaf.lastIndexOf('.');
        if (arguments.flag("Leaf")) {
            return leaf;
        }
        if (arguments.flag("LeafBase")) {
            return dot <= 0 ? leaf : leaf.substring(0, dot);
        }
        if (arguments.flag("Extension")) {
            return dot < 0 ? "" : leaf.substring(dot);
        }
        return slash < 0 ? "" : slash == 0 ? "/" : trimmed.substring(0, slash);
    }

    private static Command resolve(String name, String alias) {
        boolean plain = name.startsWith("Convert");
        return Command.each(
                        name,
                        "Gives the full path of items that are there.",
                        Signature.of(ContentCommands.paths(flag("Relative"))),
                        invocation -> {
                            for (Places.Place place : Places.given(invocation, true)) {
                                switch (place) {
                                    case Places.File(var path) -> {
                                        boolean relative = invocation.arguments().flag("Relative");
                                        String shown =
                                                relative
                                                        ? "./"
                                                                + invocation
                                                                        .session()
                                                                        .location()
                                                                        .relativize(path)
                                                        : path.toString();
                                        invocation.write(plain || relative ? shown : info(path));
                                    }
                                    case Places.Missing(var path) ->
                                            invocation.writeError(TextFiles.missing(path));
                                    case Places.Item(var drive, var item) ->
                                            invocation.write(drive.name() + ":/" + item);
                                }
                            }
                        })
                .aka(alias);
    }

    private static PsObject info(Path path) {
        return new PsObject("System.Management.Automation.PathInfo")
                .set("Path", path.toString())
                .set("ProviderPath", path.toString())
                .readingAs(_ -> path.toString());
    }

    private static Command set() {
        return Command.each(
                        "Set-Location",
                        "Changes the current folder.",
                        Signature.of(
                                text("Path")
                                        .in(
                                                Membership.everywhere()
                                                        .at(0)
                                                        .byValue()
                                                        .byPropertyName())
                                        .aka("LiteralPath", "PSPath"),
                                flag("PassThru")),
                        invocation -> {
                            String given = invocation.arguments().text("Path");
                            go(
                                    invocation,
                                    invocation.session().resolve(given == null ? "~" : given));
                            if (invocation.arguments().flag("PassThru")) {
                                invocation.write(info(invocation.session().location()));
                            }
                        })
                .aka("cd", "sl", "chdir");
    }

    private static boolean go(Invocation invocation, Path folder) {
        if (!Files.isDirectory(folder)) {
            invocation.writeError(TextFiles.missing(folder));
            return false;
        }
        invocation.session().location(folder);
        return true;
    }

    private static Command get() {
        return Command.each(
                        "Get-Location",
                        "Gives the current folder.",
                        Signature.of(text("PSProvider"), flag("Stack")),
                        invocation -> invocation.write(info(invocation.session().location())))
                .aka("gl", "pwd");
    }

    private static Deque<Path> left(Invocation invocation) {
        return invocation.session().attribute(LEFT, () -> new Left(new ArrayDeque<>())).folders();
    }

    private static Command push() {
        return Command.each(
                        "Push-Location",
                        "Changes the current folder and keeps the old one.",
                        Signature.of(
                                text("Path")
                                        .in(Membership.everywhere().at(0).byValue())
                                        .aka("LiteralPath"),
                                flag("PassThru"),
                                text("StackName")),
                        invocation -> {
                            Path before = invocation.session().location();
                            String given = invocation.arguments().text("Path");
                            if (given == null
                                    || go(invocation, invocation.session().resolve(given))) {
                                left(invocation).push(before);
                            }
                        })
                .aka("pushd");
    }

    private static Command pop() {
        return Command.each(
                        "Pop-Location",
                        "Goes back to the folder kept last.",
                        Signature.of(flag("PassThru"), text("StackName")),
                        invocation -> {
                            if (!left(invocation).isEmpty()) {
                                go(invocation, left(invocation).pop());
                            }
                        })
                .aka("popd");
    }

    private static Command copy() {
        return Command.each(
                        "Copy-Item",
                        "Copies files and folders.",
                        Signature.of(
                                        ContentCommands.paths(
                                                text("Destination")
                                                        .in(
                                                                Membership.everywhere()
                                                                        .at(1)
                                                                        .byPropertyName()),
                                                flag("Recurse"),
                                                flag("Force"),
                                                flag("PassThru"),
                                                flag("Container"),
                                                text("Filter")))
                                .changing(ConfirmImpact.Medium),
                        invocation -> transferred(invocation, "Copy File"))
                .aka("cp", "copy", "cpi");
    }

    private static Command move() {
        return Command.each(
                        "Move-Item",
                        "Moves files and folders.",
                        Signature.of(
                                        ContentCommands.paths(
                                                text("Destination")
                                                        .in(
                                                                Membership.everywhere()
                                                                        .at(1)
                                                                        .byPropertyName()),
                                                flag("Force"),
                                                flag("PassThru")))
                                .changing(ConfirmImpact.Medium),
                        invocation -> transferred(invocation, "Move File"))
                .aka("mv", "move", "mi");
    }

    private static void transferred(Invocation invocation, String action) {
        String given = invocation.arguments().text("Destination");
        Path destination = invocation.session().resolve(given == null ? "." : given);
        for (Places.Place place : Places.given(invocation, true)) {
            switch (place) {
                case Places.Missing(var path) -> invocation.writeError(TextFiles.missing(path));
                case Places.Item(var drive, var name) ->
                        invocation.writeError(
                                TextFiles.missing(Path.of(drive.name() + ":" + name)));
                case Places.File(var path) -> {
                    Path target =
                            Files.isDirectory(destination)
                                    ? destination.resolve(path.getFileName())
                                    : destination;
                    if (invocation.shouldProcess(
                            "Item: " + path + " Destination: " + target, action)) {
                        transfer(invocation, path, target, action.startsWith("Move"));
                    }
                }
            }
        }
    }

    private static void transfer(Invocation invocation, Path from, Path to, boolean move) {
        try {
            if (move) {
                if (invocation.arguments().flag("Force")) {
                    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.move(from, to);
                }
            } else if (Files.isDirectory(from) && invocation.arguments().flag("Recurse")) {
                copyAll(from, to);
            } else if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
            if (invocation.arguments().flag("PassThru")) {
                invocation.write(
                        FileObjects.of(to, Values.of(invocation.session()).surroundings().zone()));
            }
        } catch (IOException e) {
            invocation.writeError(
                    TextFiles.failure(
                            e, e instanceof java.nio.file.FileAlreadyExistsException ? to : from));
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path one : walk.toList()) {
                Path target = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(one, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static Command rename() {
        return Command.each(
                        "Rename-Item",
                        "Gives a file or folder another name.",
                        Signature.of(
                                        text("Path")
                                                .in(
                                                        Membership.everywhere()
                                                                .required()
                                                                .at(0)
                                                                .byValue()
                                                                .byPropertyName())
                                                .aka("LiteralPath", "PSPath"),
                                        text("NewName")
                                                .in(
                                                        Membership.everywhere()
                                                                .required()
                                                                .at(1)
                                                                .byPropertyName()),
                                        flag("Force"),
                                        flag("PassThru"))
                                .changing(ConfirmImpact.Medium),
                        invocation -> {
                            Path from =
                                    invocation
                                            .session()
                                            .resolve(invocation.arguments().requiredText("Path"));
                            Path to =
                                    from.resolveSibling(
                                            invocation.arguments().requiredText("NewName"));
                            if (!Files.exists(from)) {
                                invocation.writeError(TextFiles.missing(from));
                            } else if (invocation.shouldProcess(
                                    "Item: " + from + " Destination: " + to, "Rename File")) {
                                transfer(invocation, from, to, true);
                            }
                        })
                .aka("ren", "rni");
    }
}
