package dev.keyward.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Secrets by name, and the search for them in whatever form they could have been written.
///
/// Forms of each: the bytes as they are (so DER and UTF-8 too), hexadecimal in both letter cases,
/// both Base64 alphabets at each of the three alignments (so PEM, JSON and JWT too), UTF-16,
/// decimal, and the numbers of `Arrays.toString`. Long ones are looked for by pieces of 16 bytes,
/// each as hard to guess as a key, because line breaks could part the whole.
public final class Markers {
    private static final int PIECE = 16;
    private static final int INDEX = Long.BYTES;

    private record Form(String name, byte[] bytes) {}

    private final Map<Long, List<Form>> byStart = new HashMap<>();

    /// At least 16 bytes long; what is beyond a multiple of 16 isn't looked for.
    public void text(String name, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        bytes(name, bytes);
        add(name + " (UTF-16)", secret.getBytes(StandardCharsets.UTF_16LE));
    }

    public void bytes(String name, byte[] secret) {
        for (int start = 0; start + PIECE <= secret.length; start += PIECE) {
            forms(name + "[" + start + "]", Arrays.copyOfRange(secret, start, start + PIECE));
        }
    }

    /// A number of a key, with the leading zeros that a JWK has.
    public void number(String name, BigInteger secret, int length) {
        byte[] bytes = new byte[length];
        byte[] magnitude = secret.toByteArray();
        int from = magnitude.length > length ? magnitude.length - length : 0;
        System.arraycopy(
                magnitude,
                from,
                bytes,
                length - (magnitude.length - from),
                magnitude.length - from);
        bytes(name, bytes);
        add(name + " (decimal)", secret.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /// Where a marker was found, as `what at where`.
    public Set<String> in(String where, byte[] content) {
        Set<String> found = new LinkedHashSet<>();
        if (content.length < INDEX) {
            return found;
        }
        long window = ByteBuffer.wrap(content).getLong() >>> 8;
        for (int end = INDEX - 1; end < content.length; end++) {
            window = window << 8 | content[end] & 0xFF;
            List<Form> candidates = byStart.get(window);
            if (candidates != null) {
                int start = end - INDEX + 1;
                for (Form form : candidates) {
                    if (start + form.bytes.length <= content.length
                            && Arrays.equals(
                                    content,
                                    start,
                                    start + form.bytes.length,
                                    form.bytes,
                                    0,
                                    form.bytes.length)) {
                        found.add(form.name + " at " + where);
                    }
                }
            }
        }
        return found;
    }

    /// [#in(String, byte[])] of every file below the directory but the one given. Where somebody
    /// writes meanwhile, what was moved away before its turn is missed: look again when he has
    /// ended.
    public Set<String> below(Path directory, Path except) throws IOException {
        Set<String> found = new LinkedHashSet<>();
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is)
                            throws IOException {
                        if (is.isRegularFile() && !file.equals(except)) {
                            try {
                                found.addAll(in(file.toString(), Files.readAllBytes(file)));
                            } catch (NoSuchFileException _) {
                                // Moved away since it was listed.
                            }
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException why)
                            throws IOException {
                        if (why instanceof NoSuchFileException && !file.equals(directory)) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw why;
                    }
                });
        return found;
    }

    private void forms(String name, byte[] piece) {
        add(name, piece);
        String hex = HexFormat.of().formatHex(piece);
        add(name + " (hex)", hex.getBytes(StandardCharsets.US_ASCII));
        add(name + " (hex)", hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        String numbers = Arrays.toString(piece);
        add(
                name + " (numbers)",
                numbers.substring(1, numbers.length() - 1).getBytes(StandardCharsets.US_ASCII));
        for (Base64.Encoder alphabet : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            for (int shift = 0; shift < 3; shift++) {
                byte[] padded = new byte[shift + piece.length];
                System.arraycopy(piece, 0, padded, shift, piece.length);
                String text = alphabet.withoutPadding().encodeToString(padded);
                // Without the characters that depend on neighbours.
                String sure = text.substring(shift == 0 ? 0 : 2 * shift, text.length() - 2);
                add(name + " (Base64)", sure.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void add(String name, byte[] form) {
        byStart.computeIfAbsent(ByteBuffer.wrap(form).getLong(), _ -> new ArrayList<>())
                .add(new Form(name, form));
    }
}
