package dev.keyward.vault.certificates;

import dev.keyward.model.Tags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody else issued for a request of ours.
///
/// @param certificates DER each, or one PKCS#7 bundle
/// @param enabled null for what was asked when the certificate was begun
/// @param tags null for those given then
public record CertificateMerge(
        List<byte[]> certificates, @Nullable Boolean enabled, @Nullable Tags tags) {}
