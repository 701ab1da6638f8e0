package dev.keyward.api.dispatch;

import dev.keyward.api.exchange.Query;
import dev.keyward.api.operation.KnownVersions;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.RefusedRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which `api-version` a request may name (data-plane-common.md, section 2; management-plane.md,
/// section 1.1). A version that nobody published is refused: a client that names one expects what
/// isn't there.
final class ApiVersions {
    private static final Set<String> VAULT =
            Set.of(
                    "2015-06-01",
                    "2016-10-01",
                    "7.0",
                    "7.1",
                    "7.2",
                    "7.3",
                    "7.4",
                    "7.5",
                    "7.6",
                    "7.0-preview",
                    "7.1-preview",
                    "7.2-preview",
                    "7.3-preview",
                    "7.4-preview.1",
                    "7.5-preview.1",
                    "7.6-preview.1",
                    "7.6-preview.2",
                    "2025-06-01-preview",
                    "2025-07-01",
                    "2026-01-01-preview",
                    "2026-03-01-preview",
                    "2026-04-01",
                    "2026-05-01-preview",
                    "2026-07-01-preview");
    private static final String NEWEST = "2026-04-01";

    private ApiVersions() {}

    /// @throws VaultException with the data plane's texts
    static void checkVault(Query query) {
        String version =
                query.get("api-version")
                        .orElseThrow(() -> refused("The api-version query parameter is required."));
        if (!VAULT.contains(version)) {
            throw refused(
                    "The specified version ("
                            + Printable.name(version)
                            + ") is not recognized. Consider using the latest supported version ("
                            + NEWEST
                            + ").");
        }
    }

    /// @param known null where any version is as good
    /// @throws RefusedRequest with ARM's codes
    static void checkManagement(Query query, @Nullable KnownVersions known) {
        String version = query.get("api-version").orElse("");
        if (version.isEmpty()) {
            throw new RefusedRequest(
                    400,
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all"
                            + " requests.");
        }
        if (known != null && !known.names().contains(version)) {
            throw known.refusal(version);
        }
    }

    private static VaultException refused(String message) {
        return new VaultException(new VaultError.BadRequestText(message));
    }
}
