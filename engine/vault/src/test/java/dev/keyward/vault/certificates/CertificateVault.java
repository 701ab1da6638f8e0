package dev.keyward.vault.certificates;

import static dev.keyward.vault.World.done;

import dev.keyward.crypto.certificates.CertificateFile;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.certificates.CertificateKey;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.vault.World;
import dev.keyward.vault.issuers.IssuerSettings;
import dev.keyward.vault.issuers.Organization;
import dev.keyward.vault.secrets.Secret;
import dev.keyward.vault.vaults.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A vault in which the certificate `web` is made, by itself, by hand or by a slow issuer.
final class CertificateVault implements AutoCloseable {
    static final ObjectName WEB = new ObjectName("web");
    static final ObjectName SLOW = new ObjectName("slow");
    static final IssuerReference BY_SLOW = new IssuerReference("slow", null, null);
    final World world;
    final Vault vault;

    CertificateVault(Path directory) throws IOException {
        world = new World(directory);
        vault = world.vault("vault01", new RecoveryLevel(7, false));
    }

    static CertificatePolicy policy(IssuerReference issuer) {
        return policy(issuer, SecretFormat.PKCS12, true, false);
    }

    static CertificatePolicy policy(
            IssuerReference issuer, SecretFormat format, boolean exportable, boolean reuse) {
        return new CertificatePolicy(
                new CertificateKey(CertificatePolicy.DEFAULT_KEY, exportable, reuse),
                format,
                new X509Properties(
                        "CN=web",
                        SubjectAlternativeNames.NONE,
                        X509Properties.DEFAULT_EXTENDED_KEY_USAGE,
                        X509Properties.DEFAULT_KEY_USAGE,
                        12),
                CertificatePolicy.defaultLifetimeActions(issuer),
                issuer);
    }

    static CertificatePolicy policy(IssuerReference issuer, X509Properties names) {
        return new CertificatePolicy(
                new CertificateKey(CertificatePolicy.DEFAULT_KEY, true, false),
                SecretFormat.PKCS12,
                names,
                CertificatePolicy.defaultLifetimeActions(issuer),
                issuer);
    }

    CertificateOperation begin(@Nullable CertificatePolicy policy) {
        return done(
                world.certificates.create(
                        vault,
                        WEB,
                        new NewCertificate(
                                policy == null ? null : new NewCertificate.PolicyWish(policy, true),
                                new Tags(Map.of("team", "web")),
                                true,
                                false),
                        _ -> World.audited()));
    }

    Certificate selfSigned() {
        return make(policy(IssuerReference.SELF));
    }

    Certificate make(@Nullable CertificatePolicy policy) {
        begin(policy);
        world.enrolments.proceed(vault.id(), WEB);
        return get();
    }

    Certificate get() {
        return world.certificates.get(vault, WEB, null);
    }

    OperationStatus status() {
        return world.certificates.operation(vault, WEB, null).status();
    }

    void issuer(boolean enabled) {
        done(
                world.issuers.set(
                        vault,
                        SLOW,
                        new IssuerSettings(
                                "SLOW",
                                "account",
                                SecretBytes.ofUtf8("pass"),
                                Organization.NONE,
                                enabled),
                        _ -> World.audited()));
    }

    Secret secret() {
        return world.secrets.get(vault, WEB, null);
    }

    CertificateFile.Content file(Secret secret, SecretFormat format) {
        byte[] value = secret.value().toByteArray(SecretAccess.request());
        return new CertificateFile(world.random)
                .read(
                        format,
                        SecretBytes.adopt(
                                format == SecretFormat.PEM
                                        ? value
                                        : Base64.getDecoder().decode(value)),
                        null,
                        () -> {});
    }

    static byte[] leaf(Certificate certificate) {
        return Objects.requireNonNull(certificate.chain()).leafDer();
    }

    @Override
    public void close() {
        world.close();
    }
}
