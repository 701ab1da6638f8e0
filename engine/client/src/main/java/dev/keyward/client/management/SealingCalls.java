package dev.keyward.client.management;

import dev.keyward.client.rest.ArmUris;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.wire.IntegrityReport;
import dev.keyward.wire.KeyGeneration;
import dev.keyward.wire.VaultRepair;
import java.net.URI;

/// The calls about how a deployment's records are sealed: their check and repair, and new keys for
/// them. For owners of the deployment's first subscription. Every one throws a
/// [VaultCallException][dev.keyward.client.transport.VaultCallException] if it's refused.
public final class SealingCalls {
    private static final String INTEGRITY = "/providers/Keyward.Integrity";
    private static final String KEYS = "/providers/Keyward.Keys";

    private final Rest rest;
    private final ArmUris uris;
    private final String base;

    SealingCalls(Rest rest, ArmUris uris, String base) {
        this.rest = rest;
        this.uris = uris;
        this.base = base;
    }

    /// Looks at every stored record.
    public IntegrityReport check() {
        return rest.send("POST", uri(INTEGRITY + "/verify"), null, IntegrityReport::read);
    }

    /// Makes a vault usable again whose records were damaged.
    public VaultRepair repair(String vault, VaultRepair.Request request) {
        return rest.send(
                "POST",
                uri(INTEGRITY + "/vaults/" + VaultUris.encode(vault) + "/repair"),
                request,
                VaultRepair::read);
    }

    /// @return the generation of the new key
    public int rotateRootKey() {
        return rotate("/root");
    }

    /// @return the generation of the new key
    public int rotateSystemKey() {
        return rotate("/system");
    }

    /// @return the generation of the new key
    public int rotateVaultKey(String vault) {
        return rotate("/vaults/" + VaultUris.encode(vault));
    }

    private int rotate(String what) {
        return rest.send("POST", uri(KEYS + what + "/rotate"), null, KeyGeneration::read)
                .generation();
    }

    private URI uri(String path) {
        return uris.of(base + path, ArmUris.AUDIT);
    }
}
