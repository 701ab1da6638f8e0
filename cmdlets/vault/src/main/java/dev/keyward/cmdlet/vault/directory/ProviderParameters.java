package dev.keyward.cmdlet.vault.directory;

import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.wire.graph.IdentityProviderBody;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a provider is to be, as the parameters say.
final class ProviderParameters {
    private ProviderParameters() {}

    /// @param name of a new one; null of one that is there
    static IdentityProviderBody of(Run run, @Nullable String name) {
        Map<String, String> texts = new HashMap<>();
        if (name != null) {
            texts.put("name", name);
        }
        text(texts, "metadataUri", run, "MetadataUri");
        text(texts, "jwksUri", run, "JwksUri");
        text(texts, "objectIdClaim", run, "ObjectIdClaim");
        text(texts, "nameClaim", run, "NameClaim");
        text(texts, "clientClaim", run, "ClientClaim");
        text(texts, "groupsClaim", run, "GroupsClaim");
        text(texts, "objectIds", run, "ObjectIds");
        text(texts, "authority", run, "Authority");
        Map<String, List<String>> lists = new HashMap<>();
        list(lists, "issuers", run, "Issuer");
        list(lists, "tenants", run, "IssuerTenant");
        list(lists, "algorithms", run, "Algorithm");
        list(lists, "vaultAudiences", run, "VaultAudience");
        list(lists, "managementAudiences", run, "ManagementAudience");
        list(lists, "blockedObjectIds", run, "BlockedObjectId");
        return new IdentityProviderBody(
                texts,
                lists,
                run.has("ClockSkewSeconds") ? run.arguments().number("ClockSkewSeconds", 0) : null,
                run.choice("Enabled"));
    }

    private static void text(Map<String, String> texts, String member, Run run, String parameter) {
        String given = run.text(parameter);
        if (given != null) {
            texts.put(member, given);
        }
    }

    private static void list(
            Map<String, List<String>> lists, String member, Run run, String parameter) {
        if (run.has(parameter)) {
            lists.put(member, run.arguments().texts(parameter));
        }
    }
}
