package dev.keyward.vault.certificates;

import dev.keyward.model.Tags;
import dev.keyward.model.certificates.CertificatePolicy;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What to change of a version; what is null stays.
///
/// @param tags replace all tags
/// @param policy changes the one policy of all versions
public record CertificateChange(
        @Nullable Boolean enabled,
        @Nullable Tags tags,
        @Nullable UnaryOperator<CertificatePolicy> policy) {}
