package dev.keyward.cmdlet.vault.keeping;

import dev.keyward.api.deployment.Guard;
import dev.keyward.crypto.sealing.KeptSeal;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads and writes files that only the user of this machine who wrote them can use: mode 0600, and
/// sealed under the key that the system's keyring keeps, or where there is none, a file of mode
/// 0600 in the home of Keyward.
///
/// A file is a line that says what it is and where its key lies, then the sealed content.
public final class SealedFile {
    private static final String KEY_FILE = "contexts.key";
    private static final long LONGEST = 4 << 20;
    private static final String FORMAT = "keyward sealed 1 ";

    private final Path home;
    private final List<KeyPlace> places;
    private final SecureRandom random;

    private SealedFile(Path home, List<KeyPlace> places, SecureRandom random) {
        this.home = home;
        this.places = places;
        this.random = random;
    }

    /// @param home of Keyward
    /// @param environment of the process: it says where programs are, and whether there is a
    ///   desktop
    public static SealedFile under(
            Path home, Map<String, String> environment, SecureRandom random) {
        Path secretTool =
                Stream.of(environment.getOrDefault("PATH", "").split(":"))
                        .filter(folder -> folder.startsWith("/"))
                        .map(folder -> Path.of(folder, "secret-tool"))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(Path.of("/usr/bin/secret-tool"));
        return new SealedFile(
                home,
                List.of(
                        Keyring.secretService(secretTool, environment),
                        Keyring.keychain(),
                        new KeyInFile(home.resolve(KEY_FILE))),
                random);
    }

    public Path home() {
        return home;
    }

    /// A name that nothing has.
    String unique() {
        byte[] name = new byte[16];
        random.nextBytes(name);
        return HexFormat.of().formatHex(name);
    }

    /// @param kind what the content is, such as `contexts`; needed again to read it
    /// @throws IOException if the key or the file can't be written
    public void write(Path file, String kind, SecretBytes content) throws IOException {
        OwnFiles.folder(home);
        PlacedKey placed = keyToSeal();
        byte[] head =
                (FORMAT + kind + " " + placed.place.name() + "\n").getBytes(StandardCharsets.UTF_8);
        try (SecretBytes key = placed.key;
                KeptSeal seal = new KeptSeal(key)) {
            byte[] sealed = seal.seal(head, content, random);
            OwnFiles.write(
                    file,
                    ByteBuffer.allocate(head.length + sealed.length).put(head).put(sealed).array());
        }
    }

    private record PlacedKey(KeyPlace place, SecretBytes key) {}

    /// A keyring that is there may be locked, or say no: then the next place has to do.
    private PlacedKey keyToSeal() throws IOException {
        for (KeyPlace place : places) {
            if (place.isThere()) {
                try {
                    return new PlacedKey(place, keyToSeal(place));
                } catch (IOException e) {
                    if (place.equals(places.getLast())) {
                        throw e;
                    }
                }
            }
        }
        throw new IOException("there is no place for a key");
    }

    private SecretBytes keyToSeal(KeyPlace place) throws IOException {
        Optional<SecretBytes> known = place.find();
        if (known.isPresent()) {
            return known.get();
        }
        byte[] fresh = new byte[KeptSeal.KEY_BYTES];
        random.nextBytes(fresh);
        SecretBytes key = SecretBytes.adopt(fresh);
        place.keep(key);
        // Another process may have made one at the same time: what is there now counts.
        return place.find().orElseThrow(() -> new IOException(place.words() + " keeps nothing"));
    }

    /// Nothing where there is no such file.
    ///
    /// @throws IOException if it isn't the user's alone (with the cure), was changed, or the key
    ///   isn't to be had
    public Optional<SecretBytes> read(Path file, String kind) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Guard.OWN_FILE.check(file);
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is longer than any file that is saved here");
        }
        byte[] whole = Files.readAllBytes(file);
        for (KeyPlace place : places) {
            byte[] head =
                    (FORMAT + kind + " " + place.name() + "\n").getBytes(StandardCharsets.UTF_8);
            if (startsWith(whole, head)) {
                return Optional.of(opened(file, place, head, whole));
            }
        }
        throw new IOException(file + " is no file of " + kind + " that was saved here");
    }

    private static SecretBytes opened(Path file, KeyPlace place, byte[] head, byte[] whole)
            throws IOException {
        byte[] sealed = java.util.Arrays.copyOfRange(whole, head.length, whole.length);
        try (SecretBytes key =
                        place.find()
                                .orElseThrow(() ->
                                        new IOException(
                                                "%s can't be opened: its key is in %s, and not to be had there"
                                                        .formatted(file, place.words())));
                KeptSeal seal = new KeptSeal(key)) {
            return seal.open(head, sealed)
                    .orElseThrow(() ->
                            new IOException(
                                    "%s isn't used: it was changed after it was saved, or sealed under another key than the one in %s"
                                            .formatted(file, place.words())));
        }
    }

    private static boolean startsWith(byte[] whole, byte[] head) {
        return whole.length >= head.length
                && java.util.Arrays.equals(whole, 0, head.length, head, 0, head.length);
    }
}
