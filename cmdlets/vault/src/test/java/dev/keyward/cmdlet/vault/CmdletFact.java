package dev.keyward.cmdlet.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the modules' pages say of one cmdlet; a block of a file in `facts`.
///
/// @param name the Az one
/// @param once the AzureRM one
/// @param sets empty for a single one without a name
/// @param defaultSet empty if none is named
/// @param changes whether it takes `-WhatIf` and `-Confirm`
/// @param older names of parameters that only older modules have
record CmdletFact(
        String name,
        Optional<String> nativeName,
        Optional<String> once,
        List<String> sets,
        String defaultSet,
        boolean changes,
        List<String> gives,
        List<String> older,
        List<Param> params) {
    private static final Path FOLDER = Path.of("src/test/resources/facts");

    /// @param words those it accepts; empty for any
    record Param(
            String name, String type, List<String> aliases, List<String> words, List<Part> parts) {
        /// Its part in a set.
        Optional<Part> in(String set) {
            return parts.stream()
                    .filter(part -> part.sets.isEmpty() || part.sets.contains(set))
                    .findFirst();
        }

        /// `NAME TYPE [aka ALIAS...] [of WORD...] [| [required, at N, by property] [in
        /// SET...]]...`.
        private static Param parse(String line) {
            String[] pieces = line.split(" \\| ");
            List<String> head = List.of(pieces[0].split(" "));
            int aka = head.indexOf("aka");
            int of = head.indexOf("of");
            int end = of < 0 ? head.size() : of;
            List<Part> parts = new ArrayList<>();
            for (String part : Arrays.asList(pieces).subList(1, pieces.length)) {
                parts.add(Part.parse(part));
            }
            return new Param(
                    head.get(0),
                    head.get(1),
                    aka < 0 ? List.of() : head.subList(aka + 1, end),
                    of < 0 ? List.of() : head.subList(of + 1, head.size()),
                    parts.isEmpty() ? List.of(Part.parse("")) : parts);
        }
    }

    /// @param position -1 if it has none
    /// @param sets empty for all
    record Part(
            boolean required,
            int position,
            boolean byValue,
            boolean byProperty,
            List<String> sets) {
        private static Part parse(String text) {
            String[] halves = (" " + text).split(" in ", 2);
            int position = -1;
            for (String word : halves[0].strip().split(", ")) {
                if (word.startsWith("at ")) {
                    position = Integer.parseInt(word.substring(3));
                }
            }
            return new Part(
                    halves[0].contains("required"),
                    position,
                    halves[0].contains("by value"),
                    halves[0].contains("by property"),
                    halves.length == 1 ? List.of() : List.of(halves[1].split(" ")));
        }
    }

    /// All of a file.
    static List<CmdletFact> read(String file) throws IOException {
        List<CmdletFact> facts = new ArrayList<>();
        for (String block : Files.readString(FOLDER.resolve(file)).split("\n\n")) {
            if (!block.startsWith("#")) {
                facts.add(parse(block.strip()));
            }
        }
        return facts;
    }

    private static CmdletFact parse(String block) {
        List<String> lines = List.of(block.split("\n *"));
        return new CmdletFact(
                lines.getFirst(),
                words(lines, "native").stream().findFirst(),
                words(lines, "once").stream().findFirst(),
                words(lines, "sets"),
                String.join("", words(lines, "default")),
                words(lines, "changes").equals(List.of("yes")),
                words(lines, "gives"),
                words(lines, "older"),
                lines.stream()
                        .filter(line -> line.startsWith("- "))
                        .map(line -> Param.parse(line.substring(2)))
                        .toList());
    }

    private static List<String> words(List<String> lines, String start) {
        return lines.stream()
                .filter(line -> line.startsWith(start + " "))
                .findFirst()
                .map(line -> List.of(line.substring(start.length() + 1).split(" ")))
                .orElse(List.of());
    }
}
