package dev.keyward.server;

import dev.keyward.model.VaultName;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Under which names clients reach the server and its vaults.
///
/// @param location the second label of the hosts
/// @param domain the rest of the hosts
/// @param defaultVault the vault that other hosts reach, or null
/// @param publicAuthorities under which clients reach the default vault; lower case
record NameSettings(
        String location,
        String domain,
        @Nullable VaultName defaultVault,
        Set<String> publicAuthorities) {
    static final NameSettings STANDARD =
            new NameSettings("local", "keyward.localhost", null, Set.of());

    private static final String LOCATION = "location";
    private static final String DOMAIN = "domain";
    private static final String DEFAULT_VAULT = "defaultVault";
    private static final String AUTHORITIES = "publicAuthorities";

    static final Set<String> NAMES = Set.of(LOCATION, DOMAIN, DEFAULT_VAULT, AUTHORITIES);

    NameSettings {
        publicAuthorities = Set.copyOf(publicAuthorities);
    }

    static NameSettings read(SettingsFile in) {
        String vault = in.text(DEFAULT_VAULT, "");
        if (!vault.isEmpty() && !VaultName.isValid(vault)) {
            throw in.wrong(DEFAULT_VAULT, "no vault name");
        }
        return new NameSettings(
                in.name(LOCATION, STANDARD.location),
                in.name(DOMAIN, STANDARD.domain),
                vault.isEmpty() ? null : new VaultName(vault),
                in.setting(AUTHORITIES, "").list().stream()
                        .map(authority -> authority.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }

    NameSettings withDefaultVault(VaultName next) {
        return new NameSettings(location, domain, next, publicAuthorities);
    }

    /// What all hosts end with.
    String base() {
        return location + "." + domain;
    }
}
