package dev.keyward.server;

import dev.keyward.api.Engine;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the vault of a development server begins with: the file that `Export-Vault` wrote on
/// another one, and its passphrase, which lies in a file since arguments can be seen by others.
record StartingContents(Path exported, Path passphrase) {
    /// The options `--contents` and `--passphrase-file`; null if neither is given.
    static @Nullable StartingContents of(@Nullable Path exported, @Nullable Path passphrase) {
        if (exported != null && passphrase != null) {
            return new StartingContents(exported, passphrase);
        }
        if (exported != null || passphrase != null) {
            throw new StartFailure(
                    StartFailure.Kind.CONFIGURATION,
                    "--contents and --passphrase-file go together");
        }
        return null;
    }

    void bringInto(Engine engine, VaultName vault) {
        try (SecretBytes secret = SecretFile.read(passphrase)) {
            engine.bringInto(vault, secret, read());
        } catch (IOException unreadable) {
            throw wrong("--passphrase-file is " + unreadable.getMessage());
        } catch (VaultException refused) {
            throw wrong("--contents " + exported + ": " + Engine.textOf(refused.error()));
        }
    }

    private byte[] read() {
        try {
            return Files.readAllBytes(exported);
        } catch (IOException unreadable) {
            throw wrong("--contents is a file that can't be read: " + exported);
        }
    }

    private static StartFailure wrong(String why) {
        return new StartFailure(StartFailure.Kind.CONFIGURATION, why);
    }
}
