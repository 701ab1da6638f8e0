package dev.keyward.records;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Bug;
import dev.keyward.model.TenantId;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What each MAC and each ciphertext of a scope is bound to, in canonical encoding (security.md,
/// sections 4.1 to 4.3).
///
/// @param deployment the deployment's id
/// @param tenant of the vault; null for the system scope, which is no tenant's
record Binding(UUID deployment, @Nullable TenantId tenant) {
    static Binding ofSystem(UUID deployment) {
        return new Binding(deployment, null);
    }

    /// For a vault of the same deployment.
    Binding of(TenantId owner) {
        return new Binding(deployment, owner);
    }

    /// Associated data of a payload: everything of the row but ciphertext and MAC.
    byte[] payload(
            RecordKey key,
            long revision,
            int state,
            long dueEpochSecond,
            byte[] clear,
            int generation) {
        return common("payload", key, revision, generation)
                .number(state)
                .number(dueEpochSecond)
                .bytes(clear)
                .toBytes();
    }

    /// Input of a row's MAC: everything of the row, its ciphertext as SHA-256.
    byte[] row(
            RecordKey key,
            long revision,
            int state,
            long dueEpochSecond,
            byte[] clear,
            byte[] sealed,
            int generation) {
        return common("row", key, revision, generation)
                .number(state)
                .number(dueEpochSecond)
                .bytes(clear)
                .bytes(sha256(sealed))
                .toBytes();
    }

    /// Input of a row's element in the accumulator. Its MAC is part of it, so that a record deleted
    /// and made again with the same name and revision is another element.
    byte[] element(StoredRecord row) {
        return begin("set-element")
                .text(row.key().scope())
                .text(row.key().kind())
                .text(row.key().name())
                .text(row.key().version())
                .number(row.revision())
                .bytes(row.mac())
                .toBytes();
    }

    /// What a scope's key is for.
    byte[] scopeKey(String scope) {
        return begin("scope-key-purpose").text(scope).toBytes();
    }

    /// What the root key is for.
    byte[] rootKey(int generation) {
        return CanonicalWriter.of("root-key-purpose", 1)
                .uuid(deployment)
                .number(generation)
                .toBytes();
    }

    /// What the root key is for that MAC keys and sealing keys are derived from, once it wraps no
    /// scope keys any more.
    byte[] purposeKey() {
        return CanonicalWriter.of("purpose-key-purpose", 1).uuid(deployment).toBytes();
    }

    private CanonicalWriter common(String label, RecordKey key, long revision, int generation) {
        return begin(label)
                .text(key.scope())
                .text(key.kind())
                .text(key.name())
                .text(key.version())
                .number(revision)
                .number(generation);
    }

    private CanonicalWriter begin(String label) {
        return CanonicalWriter.of(label, 1)
                .uuid(deployment)
                .uuid(tenant == null ? null : tenant.value());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw Bug.because("SHA-256 belongs to every JDK", e);
        }
    }
}
