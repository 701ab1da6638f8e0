package dev.keyward.model.certificates;

import dev.keyward.model.KeyParameters;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;

/// The key pair a certificate is made for.
///
/// @param parameters RSA or EC
/// @param exportable whether the secret beside the certificate holds the private key
/// @param reuse whether a renewal keeps the key pair
public record CertificateKey(KeyParameters parameters, boolean exportable, boolean reuse) {
    /// @throws VaultException with `BadParameter`
    public CertificateKey {
        switch (parameters) {
            case KeyParameters.Rsa _, KeyParameters.Ec _ -> {}
            case KeyParameters.Oct _, KeyParameters.Akp _, KeyParameters.Okp _ ->
                    throw new VaultException(
                            new VaultError.BadParameter("policy.key_props.kty", "RSA or EC"));
        }
    }
}
