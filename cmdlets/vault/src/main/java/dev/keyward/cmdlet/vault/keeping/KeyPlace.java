package dev.keyward.cmdlet.vault.keeping;

import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.util.Optional;

/// Where the key lies that a user's files are sealed under.
interface KeyPlace {
    /// As sealed files name it, such as `file`.
    String name();

    /// For messages, such as `the key file /home/ann/.keyward/keep.key`.
    String words();

    /// Whether it is there at all: a keyring needs a desktop.
    boolean isThere();

    /// @throws IOException if it can't be read, with what would mend that
    Optional<SecretBytes> find() throws IOException;

    /// @throws IOException if it can't be kept
    void keep(SecretBytes key) throws IOException;
}
