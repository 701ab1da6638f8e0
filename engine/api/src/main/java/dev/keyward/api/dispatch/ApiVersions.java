package dev.keyward.api.dispatch;

import dev.keyward.api.exchange.Query;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.RefusedRequest;
import java.util.Set;

/// Which `api-version` a request may name (data-plane-common.md, section 2; management-plane.md,
/// section 1.1). Dated versions are taken as they come, newer ones too.
final class ApiVersions {
    private static final Set<String> NUMBERED =
            Set.of(
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
                    "7.6-preview.2");
    private static final String NEWEST = "2026-04-01";

    private ApiVersions() {}

    /// @throws VaultException with the data plane's texts
    static void checkVault(Query query) {
        String version =
                query.get("api-version")
                        .orElseThrow(() -> refused("The api-version query parameter is required."));
        if (!NUMBERED.contains(version) && !isDated(version)) {
            throw refused(
                    "The specified version ("
                            + Printable.name(version)
                            + ") is not recognized. Consider using the latest supported version ("
                            + NEWEST
                            + ").");
        }
    }

    /// @throws RefusedRequest with ARM's codes
    static void checkManagement(Query query) {
        String version = query.get("api-version").orElse("");
        if (version.isEmpty()) {
            throw new RefusedRequest(
                    400,
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all requests.");
        }
        if (!isDated(version)) {
            throw new RefusedRequest(
                    400,
                    "InvalidApiVersionParameter",
                    "The api-version '" + Printable.name(version) + "' is invalid.");
        }
    }

    private static VaultException refused(String message) {
        return new VaultException(new VaultError.BadRequestText(message));
    }

    /// `YYYY-MM-DD`, which may end in `-preview`.
    private static boolean isDated(String version) {
        int length = version.length();
        if (length != 10 && !(length == 18 && version.endsWith("-preview"))) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            char c = version.charAt(i);
            boolean dash = i == 4 || i == 7;
            if (dash ? c != '-' : c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }
}
