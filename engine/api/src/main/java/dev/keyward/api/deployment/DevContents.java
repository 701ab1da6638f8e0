package dev.keyward.api.deployment;

import dev.keyward.api.audit.SystemRecord;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultName;
import dev.keyward.vault.VaultTransfer;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import java.time.InstantSource;

/// What a vault of a development server begins with: an export of another one.
public final class DevContents {
    private final VaultTransfer transfer;
    private final Vaults vaults;
    private final InstantSource clock;

    public DevContents(VaultTransfer transfer, Vaults vaults, InstantSource clock) {
        this.transfer = transfer;
        this.vaults = vaults;
        this.clock = clock;
    }

    public void bringInto(VaultName name, SecretBytes passphrase, byte[] contents) {
        Vault vault = vaults.find(name).orElseThrow(() -> Bug.because("no vault " + name));
        DevSetup.join(
                transfer.importInto(
                        vault,
                        passphrase,
                        contents,
                        _ -> SystemRecord.of("VaultContentsImported", clock.instant())));
    }
}
