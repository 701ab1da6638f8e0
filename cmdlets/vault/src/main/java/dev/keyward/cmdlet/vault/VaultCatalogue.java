package dev.keyward.cmdlet.vault;

import dev.keyward.cmdlet.CatalogueProvider;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Embedded;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The vault cmdlets for sessions opened by name, such as the JSR-223 engine: embedded under
/// `$KEYWARD_HOME` (default `~/.keyward`) until the script signs in elsewhere.
public final class VaultCatalogue implements CatalogueProvider {
    @Override
    public Opened open() {
        SecureRandom random = new SecureRandom();
        Connections connections =
                new Connections(
                        () -> Embedded.open(home(), random), InstantSource.system(), random);
        return new Opened(Cmdlets.all(() -> connections), connections::close);
    }

    private static Path home() {
        String home = System.getenv().getOrDefault("KEYWARD_HOME", "");
        return home.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".keyward")
                : Path.of(home).toAbsolutePath();
    }
}
