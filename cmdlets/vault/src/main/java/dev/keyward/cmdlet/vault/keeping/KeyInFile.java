package dev.keyward.cmdlet.vault.keeping;

import dev.keyward.api.deployment.Guard;
import dev.keyward.crypto.sealing.KeptSeal;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// A key in a file for its owner alone: whoever may read the user's files has it, so it keeps from
/// copies of single files and no more.
record KeyInFile(Path file) implements KeyPlace {
    @Override
    public String name() {
        return "file";
    }

    @Override
    public String words() {
        return "the key file " + file;
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public Optional<SecretBytes> find() throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Guard.OWN_FILE.check(file);
        byte[] key = Files.readAllBytes(file);
        if (key.length != KeptSeal.KEY_BYTES) {
            throw new IOException(
                    file + " is no key of " + KeptSeal.KEY_BYTES + " bytes; run: Clear-Context");
        }
        return Optional.of(SecretBytes.adopt(key));
    }

    @Override
    public void keep(SecretBytes key) throws IOException {
        OwnFiles.write(file, key.toByteArray(SecretAccess.request()));
    }
}
