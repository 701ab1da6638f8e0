package dev.keyward.directory.principals;

import dev.keyward.crypto.certificates.PinnedCertificate;
import dev.keyward.model.Guids;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.Batch;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who signs assertions for applications: their certificates, and other people's issuers. Changes
/// take `evidence` and fail with `Conflict` as those of [Principals] do. Safe for use by several
/// threads.
public final class Assertors {
    /// Of an application, of each kind; Graph allows as many issuers.
    private static final int MOST = 20;

    private final PrincipalEntities entities;
    private final SecureRandom random;

    Assertors(PrincipalEntities entities, SecureRandom random) {
        this.entities = entities;
        this.random = random;
    }

    /// A certificate to register.
    ///
    /// @param keyId null to have one made
    /// @param start null for when the certificate begins; inclusive
    /// @param end null for when the certificate ends; exclusive
    /// @param certificate null for one that the application has already, named by its `keyId`
    public record NewCertificate(
            @Nullable UUID keyId,
            @Nullable String displayName,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable PinnedCertificate certificate) {}

    /// In the order of their start.
    public List<ApplicationCertificate> certificates(UUID appId) {
        return entities.certificates.childrenOf(appId.toString()).stream()
                .sorted(
                        Comparator.comparing(ApplicationCertificate::start)
                                .thenComparing(ApplicationCertificate::keyId))
                .toList();
    }

    /// In the order of their names.
    public List<FederatedCredential> federated(UUID appId) {
        return entities.federated.childrenOf(appId.toString()).stream()
                .sorted(Comparator.comparing(FederatedCredential::name))
                .toList();
    }

    /// @param idOrName as Graph takes either
    public Optional<FederatedCredential> federated(UUID appId, String idOrName) {
        return entities.federated
                .find(FederatedCredential.NAME, FederatedCredential.name(appId, idOrName))
                .or(() ->
                        Guids.isGuid(idOrName)
                                ? entities.federated.find(appId + "/" + UUID.fromString(idOrName))
                                : Optional.empty());
    }

    boolean has(UUID appId, UUID credential) {
        String key = appId + "/" + credential;
        return entities.certificates.find(key).isPresent()
                || entities.federated.find(key).isPresent();
    }

    public CompletionStage<ApplicationCertificate> addCertificate(
            UUID appId, NewCertificate certificate, Supplier<byte[]> evidence) {
        checkCount("keyCredentials", certificates(appId).size() + 1);
        ApplicationCertificate added = made(appId, certificate);
        return entities.batch().create(entities.certificates, added).commit(added, evidence);
    }

    /// Ends a certificate, and with it every token it was shown for.
    public CompletionStage<ApplicationCertificate> removeCertificate(
            ApplicationCertificate certificate, Supplier<byte[]> evidence) {
        return entities.batch()
                .delete(entities.certificates, certificate)
                .commit(certificate, evidence);
    }

    /// Adds to the batch that an application has these certificates and no others. Those that are
    /// named by their `keyId` alone stay as they are.
    ///
    /// @throws VaultException with `BadParameter` if one is named that isn't there
    void replace(Batch batch, UUID appId, List<NewCertificate> next) {
        checkCount("keyCredentials", next.size());
        Set<UUID> named = new HashSet<>();
        List<ApplicationCertificate> added = new ArrayList<>();
        for (NewCertificate each : next) {
            UUID keyId = each.keyId();
            if (keyId != null && !named.add(keyId)) {
                throw refused("keyCredentials", "certificates each with a key id of its own");
            }
            Optional<ApplicationCertificate> known =
                    keyId == null
                            ? Optional.empty()
                            : entities.certificates.find(appId + "/" + keyId);
            if (known.isEmpty()) {
                added.add(made(appId, each));
            } else if (each.certificate() != null
                    && !ApplicationCertificate.of(
                                    appId,
                                    known.get().keyId(),
                                    null,
                                    known.get().start(),
                                    known.get().end(),
                                    each.certificate())
                            .der()
                            .equals(known.get().der())) {
                throw refused("keyCredentials", "given new key ids where the certificate is new");
            }
        }
        certificates(appId).stream()
                .filter(before -> !named.contains(before.keyId()))
                .forEach(before -> batch.delete(entities.certificates, before));
        added.forEach(each -> batch.create(entities.certificates, each));
    }

    private ApplicationCertificate made(UUID appId, NewCertificate given) {
        PinnedCertificate certificate = given.certificate();
        if (certificate == null) {
            throw refused("key", "a certificate, or left out for one that the application has");
        }
        Instant start = given.start() == null ? certificate.notBefore() : given.start();
        Instant end = given.end() == null ? certificate.notAfter() : given.end();
        if (!end.isAfter(start) || end.isAfter(certificate.notAfter().plusSeconds(1))) {
            throw refused(
                    "endDateTime", "after the start, and no later than the certificate's end");
        }
        String displayName = given.displayName();
        if (displayName != null) {
            Principals.checkText("displayName", displayName);
        }
        return ApplicationCertificate.of(
                appId,
                given.keyId() == null ? Guids.next(random) : given.keyId(),
                displayName,
                bySecond(start),
                bySecond(end),
                certificate);
    }

    public CompletionStage<FederatedCredential> addFederated(
            UUID appId,
            String name,
            FederatedCredential.Trust trust,
            @Nullable String description,
            Supplier<byte[]> evidence) {
        checkCount("federatedIdentityCredentials", federated(appId).size() + 1);
        FederatedCredential added =
                new FederatedCredential(appId, Guids.next(random), name, trust, description);
        return entities.batch().create(entities.federated, added).commit(added, evidence);
    }

    public CompletionStage<FederatedCredential> changeFederated(
            FederatedCredential before,
            FederatedCredential.Trust trust,
            @Nullable String description,
            Supplier<byte[]> evidence) {
        FederatedCredential next = before.with(trust, description);
        return entities.batch().replace(entities.federated, before, next).commit(next, evidence);
    }

    /// Ends it, and with it every token it was shown for.
    public CompletionStage<FederatedCredential> removeFederated(
            FederatedCredential credential, Supplier<byte[]> evidence) {
        return entities.batch().delete(entities.federated, credential).commit(credential, evidence);
    }

    /// Adds to the batch that nobody signs for the application any more.
    void deleteAll(Batch batch, UUID appId) {
        certificates(appId).forEach(each -> batch.delete(entities.certificates, each));
        federated(appId).forEach(each -> batch.delete(entities.federated, each));
    }

    private static void checkCount(String parameter, int count) {
        if (count > MOST) {
            throw refused(parameter, "at most " + MOST);
        }
    }

    private static VaultException refused(String parameter, String mustBe) {
        return new VaultException(new VaultError.BadParameter(parameter, mustBe));
    }

    private static Instant bySecond(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }
}
