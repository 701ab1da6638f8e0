package dev.keyward.vault.issuers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// In whose name an issuer is asked (`org_details`).
///
/// @param id as the provider knows it
public record Organization(@Nullable String id, List<Administrator> administrators) {
    public static final Organization NONE = new Organization(null, List.of());

    public Organization {
        administrators = List.copyOf(administrators);
    }

    /// A person the provider may turn to.
    public record Administrator(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone) {}
}
