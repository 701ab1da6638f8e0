package dev.keyward.directory.providers;

import dev.keyward.directory.tokens.ResourceServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Whom a provider's tokens have to be for: one list for vaults and one for everything else, with
/// nothing in common, so that no token for the management plane opens a vault by being one.
///
/// Compared letter by letter, without one slash at the end (identity.md, section 10).
public record TokenAudiences(List<String> vault, List<String> management) {
    private static final int MOST = 5;

    /// @throws dev.keyward.model.VaultException with `BadParameter`
    public TokenAudiences {
        vault = List.copyOf(vault);
        management = List.copyOf(management);
        Rule.texts("vaultAudiences", vault, MOST);
        Rule.texts("managementAudiences", management, MOST);
        Rule.require(
                !vault.isEmpty() || !management.isEmpty(),
                "vaultAudiences",
                "given, or managementAudiences");
        List<String> others =
                management.stream().map(name -> canonical(name).toLowerCase(Locale.ROOT)).toList();
        Rule.require(
                vault.stream()
                        .map(name -> canonical(name).toLowerCase(Locale.ROOT))
                        .noneMatch(others::contains),
                "managementAudiences",
                "none of vaultAudiences");
    }

    static String canonical(String audience) {
        return audience.endsWith("/") ? audience.substring(0, audience.length() - 1) : audience;
    }

    /// Those of the server that was called, canonical.
    List<String> of(ResourceServer server) {
        List<String> names =
                new ArrayList<>(
                        switch (server) {
                            case VAULT -> vault;
                            case MANAGEMENT, ADMIN, GRAPH -> management;
                        });
        names.replaceAll(TokenAudiences::canonical);
        return names;
    }
}
