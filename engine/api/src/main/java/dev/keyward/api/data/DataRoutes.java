package dev.keyward.api.data;

import dev.keyward.api.data.certificates.CertificateRoutes;
import dev.keyward.api.data.keys.KeyRoutes;
import dev.keyward.api.data.objects.Cursors;
import dev.keyward.api.data.secrets.SecretRoutes;
import dev.keyward.api.operation.Route;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.vault.VaultObjects;
import java.util.List;
import java.util.stream.Stream;

/// Every operation of the data plane.
public final class DataRoutes {
    private DataRoutes() {}

    /// @param cursors MACs the continuation tokens of lists
    /// @param soon has the background work done without delay
    public static List<Route> of(
            VaultObjects objects, KeyRoutes.Release release, Hmac cursors, Runnable soon) {
        Cursors pages = new Cursors(cursors);
        return Stream.of(
                        KeyRoutes.of(objects.keys(), release, pages),
                        SecretRoutes.of(objects.secrets(), pages),
                        CertificateRoutes.of(objects, pages, soon))
                .flatMap(routes -> routes)
                .toList();
    }
}
