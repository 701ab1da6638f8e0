package dev.keyward.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.VaultPlane;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.VaultId;
import dev.keyward.model.VaultName;
import dev.keyward.vault.upkeep.Deed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeedRecordTest {
    @TempDir Path directory = Path.of("");

    @Test
    @Tag("security:S-13")
    void namesWhatTheTimerErased() throws Exception {
        try (VaultPlane plane = new VaultPlane(directory, new RecoveryLevel(7, true))) {
            var records = new DeedRecord(plane.vaults, plane.endpoints());
            VaultId id = plane.vaults.find(new VaultName("vault01")).orElseThrow().id();
            String known =
                    text(
                            records.of(
                                    new Deed.ObjectPurged(id, ObjectKind.KEY, new ObjectName("k")),
                                    VaultPlane.START));
            assertThat(known)
                    .contains("\"operationName\":\"KeyPurge\"")
                    .contains("\"id\":\"" + VaultPlane.BASE + "/deletedkeys/k\"")
                    .contains("/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/VAULT01");
            VaultId gone = new VaultId(new UUID(1, 1));
            assertThat(
                            text(
                                    records.of(
                                            new Deed.ObjectPurged(
                                                    gone, ObjectKind.SECRET, new ObjectName("s")),
                                            VaultPlane.START)))
                    .contains("\"operationName\":\"SecretPurge\"")
                    .contains("\"id\":\"deletedsecrets/s\"");
        }
    }

    private static String text(byte[] record) {
        return new String(record, StandardCharsets.UTF_8);
    }
}
