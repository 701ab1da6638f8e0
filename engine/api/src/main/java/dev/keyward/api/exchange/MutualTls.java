package dev.keyward.api.exchange;

import dev.keyward.model.CertificateThumbprint;
import org.jspecify.annotations.Nullable;

/// That a connection came by the port where clients are asked for a certificate (RFC 8705).
///
/// @param certificate whose key the handshake proved, whoever issued it and whatever its dates are;
///   null if the client showed none
public record MutualTls(@Nullable CertificateThumbprint certificate) {}
