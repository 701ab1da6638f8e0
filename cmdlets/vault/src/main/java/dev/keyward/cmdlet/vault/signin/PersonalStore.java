package dev.keyward.cmdlet.vault.signin;

import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The certificate store `CurrentUser\My` as .NET keeps it on Linux: a file of PKCS#12 without a
/// password for each certificate, named by its thumbprint, in a folder of the user's home.
///
/// @param folder may be missing
public record PersonalStore(Path folder) {
    /// Of the user whose home this is.
    public static PersonalStore of(Path home) {
        return new PersonalStore(home.resolve(".dotnet/corefx/cryptography/x509stores/my"));
    }

    /// The file of a certificate with this thumbprint.
    ///
    /// @param thumbprint SHA-1 in hexadecimal
    /// @throws IOException if the folder or the file can't be read
    public Optional<SecretBytes> find(String thumbprint) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        String prefix = thumbprint.toLowerCase(Locale.ROOT) + ".";
        List<Path> named;
        try (Stream<Path> files = Files.list(folder)) {
            // .NET puts a number before the ending where one of that name was there before.
            named = files.filter(file -> isNamed(file, prefix)).sorted().toList();
        }
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(SecretBytes.adopt(Files.readAllBytes(named.getFirst())));
    }

    private static boolean isNamed(Path file, String prefix) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.startsWith(prefix) && name.endsWith(".pfx");
    }
}
