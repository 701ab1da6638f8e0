package dev.keyward.wire.graph;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.graph.DirectoryObject.PasswordCredential;
import java.util.List;
import java.util.stream.Stream;

/// What an application may sign in with, as either dialect tells it of the application.
///
/// @param secrets without their text
public record ApplicationCredentials(
        List<KeyCredential.Shown> certificates, List<PasswordCredential> secrets) {
    public ApplicationCredentials {
        certificates = List.copyOf(certificates);
        secrets = List.copyOf(secrets);
    }

    public static ApplicationCredentials read(JsonReader in) {
        List<KeyCredential.Shown> certificates = List.of();
        List<PasswordCredential> secrets = List.of();
        while (in.next()) {
            switch (in.member()) {
                case "keyCredentials" -> certificates = in.objects(KeyCredential.Shown::read);
                case "passwordCredentials" -> secrets = in.objects(PasswordCredential::read);
                default -> in.skip();
            }
        }
        return new ApplicationCredentials(certificates, secrets);
    }

    /// Of both kinds.
    public List<String> keyIds() {
        return Stream.concat(
                        certificates.stream().map(KeyCredential.Shown::keyId),
                        secrets.stream().map(PasswordCredential::keyId))
                .toList();
    }

    public boolean hasCertificate(String keyId) {
        return certificates.stream().anyMatch(each -> each.keyId().equalsIgnoreCase(keyId));
    }
}
