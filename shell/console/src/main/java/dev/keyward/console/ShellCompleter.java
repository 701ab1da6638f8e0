package dev.keyward.console;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Completer.Proposal;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.SessionServices;
import dev.keyward.cmdlet.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/// Completes commands, parameters, values (names of vaults, keys and secrets come from the
/// connection), variables and paths.
final class ShellCompleter implements Completer {
    private static final List<String> COMMON =
            List.of(
                    "Verbose",
                    "Debug",
                    "ErrorAction",
                    "WarningAction",
                    "InformationAction",
                    "ErrorVariable",
                    "WarningVariable",
                    "OutVariable",
                    "PipelineVariable");

    private final SessionServices session;
    private final Supplier<Collection<String>> commandNames;
    private final Supplier<Collection<String>> variableNames;

    ShellCompleter(
            SessionServices session,
            Supplier<Collection<String>> commandNames,
            Supplier<Collection<String>> variableNames) {
        this.session = session;
        this.commandNames = commandNames;
        this.variableNames = variableNames;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        Cursor cursor = Cursor.at(line.line(), line.cursor());
        String word = cursor.word();
        if (word.startsWith("$")) {
            variables(word, candidates);
        } else if (cursor.isCommandName()) {
            commands(word, candidates);
        } else {
            Optional<Cmdlet> cmdlet = cmdlet(cursor.words().getFirst());
            if (word.startsWith("-") && !word.contains("'") && !word.contains("\"")) {
                cmdlet.ifPresent(c -> parameters(c, word, candidates));
            } else {
                values(cmdlet, cursor, candidates);
            }
        }
    }

    private void commands(String word, List<Candidate> candidates) {
        String prefix = word.toLowerCase(Locale.ROOT);
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(commandNames.get());
        for (String name : names) {
            if (name.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                String tip = cmdlet(name).map(Cmdlet::synopsis).orElse("");
                candidates.add(
                        new Candidate(
                                name, name, null, tip.isEmpty() ? null : tip, null, null, true));
            }
        }
        if (word.contains("/") || word.startsWith(".")) {
            paths(word, candidates);
        }
    }

    private void variables(String word, List<Candidate> candidates) {
        String prefix = word.substring(1).toLowerCase(Locale.ROOT);
        for (String name : new TreeSet<>(variableNames.get())) {
            if (name.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                candidates.add(
                        new Candidate("$" + name, "$" + name, null, null, null, null, false));
            }
        }
    }

    private static void parameters(Cmdlet cmdlet, String word, List<Candidate> candidates) {
        String prefix = word.substring(1).toLowerCase(Locale.ROOT);
        cmdlet.signature().parameters().stream()
                .filter(p -> p.name().toLowerCase(Locale.ROOT).startsWith(prefix))
                .forEach(p ->
                        candidates.add(
                                new Candidate(
                                        "-" + p.name(),
                                        "-" + p.name(),
                                        null,
                                        p.help().isEmpty() ? null : p.help(),
                                        null,
                                        null,
                                        true)));
        Stream<String> more =
                cmdlet.signature().shouldProcess() == null
                        ? COMMON.stream()
                        : Stream.concat(Stream.of("WhatIf", "Confirm"), COMMON.stream());
        more.filter(name -> !prefix.isEmpty() && name.toLowerCase(Locale.ROOT).startsWith(prefix))
                .forEach(name ->
                        candidates.add(
                                new Candidate(
                                        "-" + name, "-" + name, null, null, null, null, true)));
    }

    private void values(Optional<Cmdlet> cmdlet, Cursor cursor, List<Candidate> candidates) {
        if (cmdlet.isPresent()) {
            Typed typed = Typed.read(cmdlet.get(), cursor.words());
            Parameter parameter = typed.next();
            if (parameter != null) {
                if (parameter.completer() != null) {
                    for (Proposal p :
                            parameter
                                    .completer()
                                    .complete(cursor.bareWord(), typed.arguments(), session)) {
                        value(p.text(), p.tip(), candidates);
                    }
                    return;
                }
                for (Validation validation : parameter.validations()) {
                    if (validation instanceof Validation.OneOf one) {
                        one.words().forEach(w -> value(w, "", candidates));
                        return;
                    }
                }
            }
        }
        paths(cursor.word(), candidates);
    }

    private static void value(String text, String tip, List<Candidate> candidates) {
        boolean plain =
                text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-_./:".indexOf(c) >= 0);
        String written = plain ? text : "'" + text.replace("'", "''") + "'";
        candidates.add(
                new Candidate(
                        written,
                        TerminalText.shown(text),
                        null,
                        tip.isEmpty() ? null : TerminalText.shown(tip),
                        null,
                        null,
                        true));
    }

    private void paths(String word, List<Candidate> candidates) {
        int slash = word.lastIndexOf('/');
        String folder = slash < 0 ? "" : word.substring(0, slash + 1);
        Path base = session.resolve(folder.isEmpty() ? "." : folder);
        try (Stream<Path> entries = Files.list(base)) {
            entries.sorted(Comparator.comparing(Path::getFileName))
                    .limit(500)
                    .forEach(entry -> {
                        boolean isFolder = Files.isDirectory(entry);
                        String text = folder + entry.getFileName() + (isFolder ? "/" : "");
                        candidates.add(
                                new Candidate(
                                        text,
                                        TerminalText.shown(entry.getFileName().toString()),
                                        null,
                                        null,
                                        null,
                                        null,
                                        !isFolder));
                    });
        } catch (IOException e) {
            // A folder that can't be listed has no proposals; that is the whole answer.
            return;
        }
    }

    private Optional<Cmdlet> cmdlet(String name) {
        return session.catalogue().cmdlets().stream()
                .filter(c ->
                        c.name().equalsIgnoreCase(name)
                                || c.aliases().stream().anyMatch(name::equalsIgnoreCase))
                .findFirst();
    }

    /// The arguments typed so far, and the parameter the next word belongs to.
    private record Typed(Arguments arguments, @org.jspecify.annotations.Nullable Parameter next) {
        static Typed read(Cmdlet cmdlet, List<String> words) {
            Arguments arguments = new Arguments();
            Parameter pending = null;
            int position = 0;
            for (String word : words.subList(1, words.size())) {
                if (word.startsWith("-")
                        && word.length() > 1
                        && Character.isLetter(word.charAt(1))) {
                    pending = find(cmdlet, word.substring(1));
                    if (pending != null && pending.type().isSwitch()) {
                        arguments.put(pending.name(), true);
                        pending = null;
                    }
                } else {
                    Parameter target = pending != null ? pending : positional(cmdlet, position++);
                    if (target != null) {
                        arguments.put(target.name(), bare(word));
                    }
                    pending = null;
                }
            }
            return new Typed(arguments, pending != null ? pending : positional(cmdlet, position));
        }

        private static @org.jspecify.annotations.Nullable Parameter find(
                Cmdlet cmdlet, String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return cmdlet.signature().parameters().stream()
                    .filter(p -> p.isCalled(name))
                    .findFirst()
                    .or(() ->
                            cmdlet.signature().parameters().stream()
                                    .filter(p ->
                                            p.name().toLowerCase(Locale.ROOT).startsWith(lower))
                                    .findFirst())
                    .orElse(null);
        }

        private static @org.jspecify.annotations.Nullable Parameter positional(
                Cmdlet cmdlet, int position) {
            return cmdlet.signature().parameters().stream()
                    .filter(p ->
                            p.sets().stream().anyMatch((Membership m) -> m.position() == position))
                    .findFirst()
                    .orElse(null);
        }

        private static String bare(String word) {
            return word.length() > 1 && (word.startsWith("'") || word.startsWith("\""))
                    ? word.substring(1, word.length() - 1)
                    : word;
        }
    }
}
