package dev.keyward.cmdlet.vault.facts;

import dev.keyward.model.Bug;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a group of cmdlets is about, as the packages of their classes divide them; each has its
/// files of facts.
///
/// A file is read when the first page of its subject is asked for and kept as text: what a session
/// never asks about costs nothing at its start.
public enum Subject {
    ACCOUNT,
    RESOURCES,
    MANAGEMENT,
    KEYS,
    SECRETS,
    CERTIFICATES,
    DIRECTORY,
    ROLES,
    AUDIT,
    SEALING;

    private volatile @Nullable Texts texts;

    /// @param azure empty where Azure has nothing like it
    record Texts(String azure, String ours, Everywhere everywhere) {}

    /// What is said of a cmdlet.
    ///
    /// @param aliases the Azure facts are those of the first of them that has some
    public Page page(String name, List<String> aliases, Vocabulary vocabulary) {
        Texts read = texts();
        Block ours = Block.find(read.ours, name);
        if (ours == null) {
            throw Bug.because("keyward/" + file() + " says nothing of " + name);
        }
        Block azure =
                aliases.stream()
                        .map(alias -> Block.find(read.azure, alias))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(Block.NOTHING);
        return new Merge(azure, ours, read.everywhere).page(vocabulary);
    }

    Texts texts() {
        Texts known = texts;
        if (known == null) {
            String ours = text("keyward/" + file());
            known =
                    new Texts(
                            text("azure/" + file()),
                            ours,
                            new Everywhere(
                                    Stream.of(text("keyward/everywhere.txt"), ours)
                                            .map(text -> Block.find(text, Everywhere.NAME))
                                            .filter(Objects::nonNull)
                                            .toList()));
            texts = known;
        }
        return known;
    }

    private String file() {
        return name().toLowerCase(java.util.Locale.ROOT) + ".txt";
    }

    /// Empty if there's no such file; blocks stand between blank lines, the first too.
    private static String text(String file) {
        try (InputStream in = Subject.class.getResourceAsStream(file)) {
            return in == null ? "" : "\n\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
