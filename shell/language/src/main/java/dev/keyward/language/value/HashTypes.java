package dev.keyward.language.value;

import dev.keyward.cmdlet.PsObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Digests and random bytes of System.Security.Cryptography.
final class HashTypes {
    private static final String SPACE = "System.Security.Cryptography.";
    private static final Map<String, String> ALGORITHMS =
            Map.of(
                    "MD5", "MD5", "SHA1", "SHA-1", "SHA256", "SHA-256", "SHA384", "SHA-384",
                    "SHA512", "SHA-512");

    private HashTypes() {}

    static List<TypeEntry> entries() {
        List<TypeEntry> entries = new java.util.ArrayList<>();
        ALGORITHMS.forEach((name, algorithm) -> {
            entries.add(
                    TypeEntry.of(SPACE + name)
                            .fixed("Create", 0, 0, _ -> hash(name, algorithm))
                            .fixed("HashData", 1, 1, c -> digest(algorithm, c.bytes(0, "source"))));
            for (String suffix : List.of("Managed", "CryptoServiceProvider")) {
                entries.add(
                        TypeEntry.of(SPACE + name + suffix)
                                .constructor(0, 0, _ -> hash(name, algorithm)));
            }
        });
        entries.add(
                TypeEntry.of(SPACE + "HashAlgorithm")
                        .fixed(
                                "Create",
                                1,
                                1,
                                c ->
                                        hash(
                                                c.text(0),
                                                ALGORITHMS.getOrDefault(
                                                        c.text(0)
                                                                .toUpperCase(java.util.Locale.ROOT),
                                                        c.text(0)))));
        entries.add(
                TypeEntry.of(SPACE + "RandomNumberGenerator")
                        .fixed("Create", 0, 0, HashTypes::generator)
                        .fixed("GetBytes", 1, 1, c -> bytes(c, c.whole(0)))
                        .fixed("GetInt32", 1, 2, HashTypes::number));
        entries.add(
                TypeEntry.of(SPACE + "RNGCryptoServiceProvider")
                        .constructor(0, 0, HashTypes::generator));
        return entries;
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw NetException.argument("'" + algorithm + "' is not a known hash algorithm.");
        }
    }

    private static PsObject hash(String name, String algorithm) {
        Function<List<@Nullable Object>, @Nullable Object> compute =
                arguments -> digest(algorithm, bytesOf(arguments.getFirst()));
        Function<List<@Nullable Object>, @Nullable Object> dispose = _ -> Nothing.NOTHING;
        PsObject made = new PsObject(SPACE + name);
        return made.set("ComputeHash", compute).set("Dispose", dispose).set("Clear", dispose);
    }

    private static byte[] bytesOf(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        List<@Nullable Object> elements = Sequences.elements(value);
        byte[] bytes = new byte[elements.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = elements.get(i) instanceof Number number ? number.byteValue() : 0;
        }
        return bytes;
    }

    private static byte[] bytes(Call c, int count) {
        byte[] bytes = new byte[count];
        c.values().surroundings().random().nextBytes(bytes);
        return bytes;
    }

    private static int number(Call c) {
        var random = c.values().surroundings().random();
        return c.has(1) ? random.nextInt(c.whole(0), c.whole(1)) : random.nextInt(c.whole(0));
    }

    private static PsObject generator(Call c) {
        Function<List<@Nullable Object>, @Nullable Object> fill =
                arguments -> {
                    if (arguments.getFirst() instanceof byte[] bytes) {
                        c.values().surroundings().random().nextBytes(bytes);
                    }
                    return Nothing.NOTHING;
                };
        Function<List<@Nullable Object>, @Nullable Object> dispose = _ -> Nothing.NOTHING;
        return new PsObject(SPACE + "RandomNumberGenerator")
                .set("GetBytes", fill)
                .set("Dispose", dispose);
    }
}
