package dev.keyward.cmdlet.vault.facts;

import dev.keyward.model.Bug;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
    OFFERS,
    SUBSCRIBERS,
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
        Block azure = Block.NOTHING;
        for (int i = 0; i < aliases.size() && azure.equals(Block.NOTHING); i++) {
            azure = Objects.requireNonNullElse(Block.find(read.azure, aliases.get(i)), azure);
        }
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
                            new Everywhere(everywhere(text("keyward/everywhere.txt"), ours)));
            texts = known;
        }
        return known;
    }

    private static List<Block> everywhere(String general, String own) {
        List<Block> blocks = new ArrayList<>();
        for (String text : List.of(general, own)) {
            Block block = Block.find(text, Everywhere.NAME);
            if (block != null) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    private String file() {
        return name().toLowerCase(Locale.ROOT) + ".txt";
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
