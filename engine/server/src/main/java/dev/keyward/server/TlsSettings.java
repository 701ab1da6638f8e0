package dev.keyward.server;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A certificate of the site's, in place of one by the server's own authority.
///
/// @param certificate PEM, with its chain
/// @param key PEM
record TlsSettings(Path certificate, Path key) {
    private static final String CERTIFICATE = "tls.certificate";
    private static final String KEY = "tls.key";

    static final Set<String> NAMES = Set.of(CERTIFICATE, KEY);

    /// @return null where the own authority serves
    static @Nullable TlsSettings read(SettingsFile in) {
        Path certificate = in.path(CERTIFICATE);
        Path key = in.path(KEY);
        if ((certificate == null) != (key == null)) {
            throw in.wrong(KEY, "needed with tls.certificate, and the other way round");
        }
        return certificate == null || key == null ? null : new TlsSettings(certificate, key);
    }
}
