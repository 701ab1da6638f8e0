package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.VaultContents;
import dev.keyward.cmdlet.PsObject;
import java.nio.file.Path;

/// What was taken out of a vault or brought into it, as an object.
public final class ContentsShapes {
    private ContentsShapes() {}

    public static PsObject contents(String vault, VaultContents contents, Path file) {
        return new PsObject(Types.VAULT_CONTENTS)
                .set("VaultName", vault)
                .set("Keys", contents.keys())
                .set("Secrets", contents.secrets())
                .set("Certificates", contents.certificates())
                .set("Deleted", contents.deleted())
                .set("Issuers", contents.issuers())
                .set("Contacts", contents.contacts())
                .set("Operations", contents.operations())
                .set("Authorities", contents.authorities())
                .set("File", file.toString());
    }
}
