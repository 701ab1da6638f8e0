package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The calls about how a deployment's records are sealed: their check and repair, and new keys for
/// them. For owners of the deployment's first subscription. Every one throws a [VaultCallException]
/// if it's refused.
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

    /// @param failures checks that failed since the deployment was opened
    public record Report(boolean intact, long rows, long failures, List<Finding> findings) {
        public Report {
            findings = List.copyOf(findings);
        }

        /// @param vault empty where it is none's, or it has no name
        /// @param scope `system`, or the GUID of the vault
        /// @param refused whether the vault's data is refused until it is repaired
        public record Finding(String vault, String scope, String what, boolean refused) {}
    }

    /// @param removed the damaged records that are gone
    public record Repair(String vault, boolean recordMadeAnew, List<String> removed) {
        public Repair {
            removed = List.copyOf(removed);
        }
    }

    /// Looks at every stored record.
    public Report check() {
        JsonNode answer = post(INTEGRITY + "/verify", null);
        List<Report.Finding> findings = new ArrayList<>();
        answer.path("findings")
                .forEach(each ->
                        findings.add(
                                new Report.Finding(
                                        each.path("vault").asText(),
                                        each.path("scope").asText(),
                                        each.path("what").asText(),
                                        each.path("refused").asBoolean())));
        return new Report(
                answer.path("intact").asBoolean(),
                answer.path("rows").asLong(),
                answer.path("failures").asLong(),
                findings);
    }

    /// Makes a vault usable again whose records were damaged.
    ///
    /// @param reason for the audit log
    /// @param resourceGroup needed where the vault's own record is damaged
    /// @param vaultId needed where more than one vault has lost its record
    public Repair repair(
            String vault, String reason, @Nullable String resourceGroup, @Nullable String vaultId) {
        ObjectNode body = Rest.object().put("reason", reason);
        if (resourceGroup != null) {
            body.put("resourceGroup", resourceGroup);
        }
        if (vaultId != null) {
            body.put("vaultId", vaultId);
        }
        JsonNode answer = post(INTEGRITY + "/vaults/" + VaultUris.encode(vault) + "/repair", body);
        List<String> removed = new ArrayList<>();
        answer.path("removed").forEach(each -> removed.add(each.asText()));
        return new Repair(
                answer.path("vault").asText(), answer.path("recordMadeAnew").asBoolean(), removed);
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
        return post(KEYS + what + "/rotate", null).path("generation").asInt();
    }

    private JsonNode post(String path, @Nullable ObjectNode body) {
        return rest.send("POST", uris.of(base + path, ArmUris.AUDIT), body);
    }
}
