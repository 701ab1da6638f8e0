package dev.keyward.api.audit;

import dev.keyward.audit.CheckpointSigner;
import dev.keyward.audit.CheckpointVerifier;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Bug;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.store.Store;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The key that signs checkpoints of the audit log: ES256, made at first start, sealed in the
/// system scope.
public final class AuditKey implements CheckpointSigner, CheckpointVerifier {
    private static final RecordId PLACE = RecordId.of("audit-key", "1");
    private static final KeyParameters PARAMETERS = new KeyParameters.Ec(Curve.P_256);
    private static final String KEY_ID = "audit-1";

    private final CryptoKey key;

    private AuditKey(CryptoKey key) {
        this.key = key;
    }

    public static AuditKey openOrCreate(Store store, RecordScope system, Keys keys) {
        try (SecretBytes pkcs8 =
                system.get(PLACE)
                        .map(record -> stored(record))
                        .orElseGet(() -> create(store, system, keys))) {
            return new AuditKey(keys.open(PARAMETERS, pkcs8));
        }
    }

    private static SecretBytes stored(OpenRecord record) {
        return record.payload().orElseThrow(() -> Bug.because("the audit key has no payload"));
    }

    private static SecretBytes create(Store store, RecordScope system, Keys keys) {
        SecretBytes pkcs8 = keys.generate(PARAMETERS);
        byte[] clear = CanonicalWriter.of("audit-key", 1).text(KEY_ID).toBytes();
        Sealed record = system.seal(Draft.create(PLACE, 0, clear, pkcs8));
        store.change(
                        tx -> {
                            system.put(tx, record);
                            return record;
                        })
                .toCompletableFuture()
                .join();
        return pkcs8;
    }

    @Override
    public String keyId() {
        return KEY_ID;
    }

    @Override
    public byte[] sign(byte[] message) {
        return key.sign(SignatureAlgorithm.ES256, sha256(message));
    }

    @Override
    public boolean verify(String keyId, byte[] message, byte[] signature) {
        return keyId.equals(KEY_ID)
                && key.verify(SignatureAlgorithm.ES256, sha256(message), signature);
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw Bug.because("the JDK has SHA-256", e);
        }
    }
}
