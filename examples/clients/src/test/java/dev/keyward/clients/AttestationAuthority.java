package dev.keyward.clients;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// An attestation authority that a server is told of by its settings, and the environment it
/// attests to.
///
/// @param environment whose public key is in what the authority attests
/// @param settings of a server that believes the authority
record AttestationAuthority(KeyPair keys, KeyPair environment, Path settings) {
    static final String ISSUER = "https://attest.example";

    static AttestationAuthority make(Path folder) throws Exception {
        KeyPair keys = Signatures.rsa();
        Files.writeString(
                folder.resolve("authority.json"), "{\"keys\":[" + jwk(keys, "a1", "sig") + "]}");
        return new AttestationAuthority(
                keys,
                Signatures.rsa(),
                Files.writeString(
                        folder.resolve("keyward.properties"),
                        "outside.attestationKeys=" + ISSUER + "=authority.json\n"));
    }

    /// What `examples/node` and `examples/python` want to know of it, the environment's key among
    /// it.
    Map<String, String> variables() throws Exception {
        Path key =
                Files.writeString(
                        settings.resolveSibling("environment.pem"),
                        "-----BEGIN PRIVATE KEY-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(environment.getPrivate().getEncoded())
                                + "\n-----END PRIVATE KEY-----\n");
        return Map.of(
                "ATTESTATION_ISSUER",
                ISSUER,
                "ATTESTATION",
                attest("\"sdk-test\":true"),
                "ATTESTATION_OF_NOTHING",
                attest("\"sdk-test\":false"),
                "ENVIRONMENT_KEY",
                key.toString());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String jwk(KeyPair pair, String kid, String use) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        byte[] n = key.getModulus().toByteArray();
        return "{\"kty\":\"RSA\",\"kid\":\""
                + kid
                + "\",\"use\":\""
                + use
                + "\",\"e\":\"AQAB\",\"n\":\""
                + base64(n[0] == 0 ? Arrays.copyOfRange(n, 1, n.length) : n)
                + "\"}";
    }

    /// A token for the environment, good for ten minutes.
    ///
    /// @param claims members of JSON
    String attest(String claims) throws Exception {
        String input =
                base64(
                                "{\"alg\":\"RS256\",\"kid\":\"a1\",\"typ\":\"JWT\"}"
                                        .getBytes(StandardCharsets.UTF_8))
                        + "."
                        + base64(
                                ("{\"iss\":\""
                                                + ISSUER
                                                + "/\",\"exp\":"
                                                + (Instant.now().getEpochSecond() + 600)
                                                + ",\"x-ms-runtime\":{\"keys\":["
                                                + jwk(environment, "env", "enc")
                                                + "]},"
                                                + claims
                                                + "}")
                                        .getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + base64(signature.sign());
    }
}
