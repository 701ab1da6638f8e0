package dev.keyward.model.certificates;

import dev.keyward.model.KeyParameters;

/// The key pair a certificate is made for.
///
/// @param exportable whether the secret beside the certificate holds the private key
/// @param reuse whether a renewal keeps the key pair
public record CertificateKey(KeyParameters parameters, boolean exportable, boolean reuse) {}
