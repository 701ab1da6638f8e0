package dev.keyward.directory.tenancy;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A named collection of resources in a subscription.
///
/// @param name as its maker wrote it; compared without regard to letter case
/// @param location lower case
/// @param managedBy an ARM id that tools keep here, or null
public record ResourceGroup(
        UUID subscription,
        String name,
        String location,
        Map<String, String> tags,
        @Nullable String managedBy) {
    private static final int LONGEST = 90;

    /// @throws VaultException with the ARM codes of a bad name
    public ResourceGroup {
        if (!isName(name)) {
            throw new VaultException(
                    new VaultError.Arm(
                            400,
                            "InvalidResourceGroupName",
                            "a resource group name has 1 to 90 letters, digits, '-', '_', '.',"
                                    + " '(' and ')', and doesn't end with a full stop"));
        }
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    public static boolean isName(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.endsWith(".")) {
            return false;
        }
        return text.chars()
                .allMatch(c ->
                        c >= '0' && c <= '9'
                                || c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || "-_.()".indexOf(c) >= 0);
    }

    /// The form that names are compared in.
    static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
