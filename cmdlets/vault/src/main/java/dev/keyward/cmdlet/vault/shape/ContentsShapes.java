package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.VaultContents;
import java.nio.file.Path;

/// What was taken out of a vault or brought into it, as an object.
public final class ContentsShapes {
    private ContentsShapes() {}

    public static PsObject contents(String vault, VaultContents contents, Path file) {
        VaultContents.Counts counts = contents.counts();
        return new PsObject(Types.VAULT_CONTENTS)
                .set("VaultName", vault)
                .set("Keys", counts.keys())
                .set("Secrets", counts.secrets())
                .set("Certificates", counts.certificates())
                .set("Deleted", counts.deleted())
                .set("Issuers", counts.issuers())
                .set("Contacts", counts.contacts() > 0)
                .set("Operations", counts.operations())
                .set("Authorities", counts.authorities())
                .set("File", file.toString());
    }
}
