package dev.keyward.vault.certificates;

import dev.keyward.model.Attributes;
import dev.keyward.model.Tags;
import org.jspecify.annotations.Nullable;

/// What a version of a certificate holds.
///
/// @param chain null until it is issued
record CertificateContent(
        Attributes attributes, @Nullable IssuedChain chain, Tags tags, boolean preserveOrder) {
    @Override
    public String toString() {
        return "CertificateContent";
    }
}
