package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.crypto.files.ImportedKey;
import dev.keyward.crypto.files.KeyImport;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.crypto.transport.KeyTransfer;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.wire.keys.JsonWebKey;
import dev.keyward.wire.keys.KeyBundle;
import dev.keyward.wire.keys.TransferBlob;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/// Has no model in Az, where every maker of hardware modules brings a tool of its own for this.
final class NewKeyTransferFile extends VaultCmdlet {
    NewKeyTransferFile() {
        super(Subject.KEYS, "New-KeyTransferFile");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Wrap key by")) {
            return;
        }
        KeyBundle exchange =
                target.vault()
                        .keys()
                        .find(name, target.version())
                        .orElseThrow(() -> Refusal.of("Cannot find key '" + name + "'."));
        JsonWebKey jwk = exchange.key();
        byte[] n = jwk.n();
        byte[] e = jwk.e();
        if (n == null || e == null || !jwk.keyOps().equals(List.of("import"))) {
            throw Refusal.of(
                    "'"
                            + name
                            + "' isn't a key-exchange key: RSA, with import as its only KeyOps.");
        }
        Path file = BlobFiles.target(run, run.text("OutputFile"), target.look().vaultName(), name);
        if (file == null) {
            return;
        }
        SecureRandom random = run.connections().random();
        byte[] wrapped;
        ImportedKey key = key(run, random);
        try (SecretBytes _ = key.pkcs8()) {
            wrapped = KeyTransfer.wrap(new Keys(random), new PublicKeyParts.Rsa(n, e), key, random);
        }
        BlobFiles.write(
                file,
                TransferBlob.of(exchange.id(), wrapped, "Keyward New-KeyTransferFile").toJson());
        run.write(file.toString());
    }

    private static ImportedKey key(Run run, SecureRandom random) {
        String path = run.required("KeyFilePath");
        try (PrivateKeyParts parts =
                run.flag("Symmetric")
                        ? new PrivateKeyParts.Oct(
                                SecretBytes.adopt(KeyFileContent.bytes(run, path)))
                        : KeyFileContent.parts(run, path)) {
            return new KeyImport(random).check(parts);
        } catch (VaultException e) {
            throw Refusal.of("The key in '" + path + "' isn't sound. " + e.getMessage());
        }
    }
}
