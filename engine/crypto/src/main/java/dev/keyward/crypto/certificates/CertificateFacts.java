package dev.keyward.crypto.certificates;

import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import java.time.Instant;
import java.util.List;

/// What an X.509 certificate says.
///
/// @param subject most specific part first (RFC 4514), such as `CN=web, O=Contoso`
/// @param notAfter inclusive
/// @param keyUsage none where it says nothing
public record CertificateFacts(
        String subject,
        Instant notBefore,
        Instant notAfter,
        SubjectAlternativeNames alternativeNames,
        List<KeyUsage> keyUsage,
        List<String> extendedKeyUsage) {}
