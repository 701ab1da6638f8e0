package dev.keyward.server;

import dev.keyward.api.deployment.RegionSetting;
import dev.keyward.model.Regions;
import dev.keyward.model.VaultName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Under which names clients reach the server and its vaults.
///
/// @param regions each the second label of its hosts
/// @param domain the rest of the hosts
/// @param defaultVault the vault that other hosts reach, or null
/// @param publicAuthorities under which clients reach the default vault; lower case
record NameSettings(
        Regions regions,
        String domain,
        @Nullable VaultName defaultVault,
        Set<String> publicAuthorities) {
    static final NameSettings STANDARD =
            new NameSettings(Regions.of("local"), "keyward.localhost", null, Set.of());

    private static final String LOCATION = "location";
    private static final String DOMAIN = "domain";
    private static final String DEFAULT_VAULT = "defaultVault";
    private static final String AUTHORITIES = "publicAuthorities";

    static final Set<String> NAMES =
            Set.of(LOCATION, RegionSetting.NAME, DOMAIN, DEFAULT_VAULT, AUTHORITIES);

    NameSettings {
        publicAuthorities = Set.copyOf(publicAuthorities);
    }

    static NameSettings read(SettingsFile in) {
        String vault = in.text(DEFAULT_VAULT, "");
        if (!vault.isEmpty() && !VaultName.isValid(vault)) {
            throw in.wrong(DEFAULT_VAULT, "no vault name");
        }
        return new NameSettings(
                regions(in),
                in.name(DOMAIN, STANDARD.domain),
                vault.isEmpty() ? null : new VaultName(vault),
                in.setting(AUTHORITIES, "").list().stream()
                        .map(authority -> authority.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }

    NameSettings withDefaultVault(VaultName next) {
        return new NameSettings(regions, domain, next, publicAuthorities);
    }

    private static Regions regions(SettingsFile in) {
        String home = in.name(LOCATION, STANDARD.regions.home());
        try {
            return RegionSetting.read(home, in.setting(RegionSetting.NAME, "").list());
        } catch (IllegalArgumentException wrong) {
            throw in.wrong(RegionSetting.NAME, String.valueOf(wrong.getMessage()));
        }
    }

    /// What the hosts of each region end with.
    List<String> bases() {
        return regions.all().stream().map(region -> region + "." + domain).toList();
    }
}
