package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.signin.Credential;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.signin.CertificateAssertions;
import dev.keyward.cmdlet.vault.signin.CertificateAssertions.Origin;
import dev.keyward.cmdlet.vault.signin.ClientCertificate;
import dev.keyward.cmdlet.vault.signin.PersonalStore;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The certificate that an application signs in with, by its file or its thumbprint.
final class CertificateCredential {
    private CertificateCredential() {}

    /// @throws Refusal if it isn't there, or can't be used
    static Credential given(Run run) {
        CertificateAssertions.Sign sign =
                new CertificateAssertions.Sign(
                        run.required("ApplicationId"),
                        run.has("CertificatePath")
                                ? new Origin.OfFile(
                                        run.invocation()
                                                .session()
                                                .resolve(run.required("CertificatePath"))
                                                .toString())
                                : new Origin.OfStore(normal(run.required("CertificateThumbprint"))),
                        run.flag("SendCertificateChain")
                                ? ClientCertificate.Shown.WITH_CHAIN
                                : ClientCertificate.Shown.ALONE);
        ClientCertificate certificate;
        try (SecretBytes password = run.secret("CertificatePassword")) {
            certificate = find(run, sign.origin(), password);
        }
        return new Credential.ClientAssertion(
                sign.clientId(),
                new CertificateAssertions(sign, run.connections().clock(), () -> certificate));
    }

    /// The same as it was saved; the certificate is looked for when it is first needed.
    static Credential saved(Run run, CertificateAssertions.Sign sign) {
        AtomicReference<@Nullable ClientCertificate> found = new AtomicReference<>();
        return new Credential.ClientAssertion(
                sign.clientId(),
                new CertificateAssertions(
                        sign,
                        run.connections().clock(),
                        () -> {
                            ClientCertificate known = found.get();
                            if (known == null) {
                                known = find(run, sign.origin(), null);
                                found.set(known);
                            }
                            return known;
                        }));
    }

    private static ClientCertificate find(Run run, Origin origin, @Nullable SecretBytes password) {
        return switch (origin) {
            case Origin.OfFile(String path) -> ofFile(run, Path.of(path), password);
            case Origin.OfStore(String thumbprint) -> ofStore(run, thumbprint);
        };
    }

    private static ClientCertificate ofFile(Run run, Path file, @Nullable SecretBytes password) {
        if (!Files.isRegularFile(file)) {
            throw Refusal.of("Cannot find certificate file '" + file + "'.");
        }
        try (SecretBytes content = SecretBytes.adopt(Files.readAllBytes(file))) {
            return read(file, content, password, run.connections().random());
        } catch (IOException e) {
            throw Refusal.of("can't read '" + file + "': " + e.getMessage());
        }
    }

    private static ClientCertificate ofStore(Run run, String thumbprint) {
        PersonalStore store = PersonalStore.of(home(run));
        SecretBytes content;
        try {
            content =
                    store.find(thumbprint)
                            .orElseThrow(() -> Refusal.of(nowhere(thumbprint, store.folder())));
        } catch (IOException e) {
            throw Refusal.of("can't read '" + store.folder() + "': " + e.getMessage());
        }
        try (content) {
            ClientCertificate certificate =
                    read(store.folder(), content, null, run.connections().random());
            if (!certificate.thumbprint().equals(thumbprint)) {
                throw Refusal.of(
                        "the file of %s in '%s' holds the certificate %s"
                                .formatted(thumbprint, store.folder(), certificate.thumbprint()));
            }
            return certificate;
        }
    }

    private static ClientCertificate read(
            Path file, SecretBytes content, @Nullable SecretBytes password, SecureRandom random) {
        try {
            return ClientCertificate.read(content, password, random);
        } catch (VaultException e) {
            String why =
                    e.error() instanceof VaultError.BadParameter(String what, String mustBe)
                            ? what + " must be " + mustBe
                            : String.valueOf(e.getMessage());
            throw Refusal.of("can't sign in with '%s': %s".formatted(file, why));
        }
    }

    /// As Az says it, and where it was looked for.
    private static String nowhere(String thumbprint, Path folder) {
        return "No certificate was found in the certificate store with thumbprint %s. It was looked for in '%s', where .NET keeps CurrentUser\\My on Linux; those of Windows and macOS aren't read here: give the file with -CertificatePath."
                .formatted(thumbprint, folder);
    }

    /// As people copy it: with colons, spaces, or the mark that Windows puts in front.
    private static String normal(String thumbprint) {
        String digits = thumbprint.replaceAll("[\\s:\u200e]", "").toUpperCase(Locale.ROOT);
        if (!digits.matches("[0-9A-F]{40}")) {
            throw Refusal.of("-CertificateThumbprint: must be SHA-1 in 40 hexadecimal digits.");
        }
        return digits;
    }

    private static Path home(Run run) {
        Map<String, String> variables = run.invocation().session().environment();
        return Path.of(
                Objects.requireNonNullElse(
                        variables.get("HOME"), System.getProperty("user.home", "")));
    }
}
