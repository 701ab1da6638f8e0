package dev.keyward.records;

import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.crypto.sealing.ScopeKey;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The MACs and ciphertexts of one scope: makes rows, and finds out whether a row is one it made.
///
/// @param keys the scope's
/// @param failures told of every row that isn't right
/// @param counted which rows the header counts; null where none is
record Guard(
        Binding binding,
        ScopeKeys keys,
        SecureRandom random,
        Failures failures,
        @Nullable Counted counted) {
    private static final byte MAC_FORMAT = 1;
    private static final int MAC_BYTES = 1 + Integer.BYTES + Hmac.LENGTH;

    /// @param payload null for none
    StoredRecord row(
            RecordKey place,
            long revision,
            int state,
            long dueEpochSecond,
            byte[] clear,
            @Nullable SecretBytes payload) {
        ScopeKey key = keys.newest();
        int generation = key.generation();
        byte[] sealed =
                payload == null
                        ? new byte[0]
                        : key.seal(
                                binding.payload(
                                        place, revision, state, dueEpochSecond, clear, generation),
                                payload,
                                random);
        byte[] tag =
                key.rows()
                        .of(
                                binding.row(
                                        place,
                                        revision,
                                        state,
                                        dueEpochSecond,
                                        clear,
                                        sealed,
                                        generation));
        byte[] mac =
                ByteBuffer.allocate(MAC_BYTES).put(MAC_FORMAT).putInt(generation).put(tag).array();
        return new StoredRecord(place, revision, state, dueEpochSecond, clear, sealed, mac);
    }

    /// The row itself, once its MAC was found right.
    ///
    /// @param expected where it was looked for
    /// @throws VaultException with `IntegrityFailure`
    StoredRecord checked(RecordKey expected, StoredRecord row) {
        if (!expected.equals(row.key())) {
            throw failures.because(expected, "stands in another place");
        }
        return checked(row);
    }

    /// The row itself, once its MAC was found right.
    ///
    /// @throws VaultException with `IntegrityFailure`
    StoredRecord checked(StoredRecord row) {
        byte[] mac = row.mac();
        if (mac.length != MAC_BYTES || mac[0] != MAC_FORMAT) {
            throw failures.because(row.key(), "has a MAC of an unknown format");
        }
        int generation = generation(row);
        ScopeKey key = key(row);
        byte[] message =
                binding.row(
                        row.key(),
                        row.revision(),
                        row.state(),
                        row.dueEpochSecond(),
                        row.clear(),
                        row.sealed(),
                        generation);
        if (!key.rows().matches(message, Arrays.copyOfRange(mac, 1 + Integer.BYTES, MAC_BYTES))) {
            throw failures.because(row.key(), "was changed");
        }
        return row;
    }

    /// @param row checked
    Optional<SecretBytes> payload(StoredRecord row) {
        if (row.sealed().length == 0) {
            return Optional.empty();
        }
        byte[] associatedData =
                binding.payload(
                        row.key(),
                        row.revision(),
                        row.state(),
                        row.dueEpochSecond(),
                        row.clear(),
                        generation(row));
        try {
            return Optional.of(key(row).open(associatedData, row.sealed()));
        } catch (VaultException e) {
            throw failures.noted(row.key(), e);
        }
    }

    /// Whether the header counts the row.
    ///
    /// @param row checked
    boolean counts(StoredRecord row) {
        return counted != null && counted.counts(RecordId.of(row.key()), row.clear());
    }

    /// What a row adds to the accumulator of its set, under the key that the row itself is under.
    ///
    /// @param row checked
    BigInteger element(StoredRecord row) {
        return new BigInteger(1, key(row).set().of(binding.element(row)));
    }

    /// Whether the row is under the newest key.
    ///
    /// @param row checked
    boolean isNewest(StoredRecord row) {
        return generation(row) == keys.newest().generation();
    }

    /// The same row under the newest key.
    ///
    /// @param row checked
    StoredRecord renewed(StoredRecord row) {
        try (SecretBytes payload = payload(row).orElse(null)) {
            return row(
                    row.key(),
                    row.revision(),
                    row.state(),
                    row.dueEpochSecond(),
                    row.clear(),
                    payload);
        }
    }

    private ScopeKey key(StoredRecord row) {
        return keys.of(generation(row))
                .orElseThrow(
                        () -> failures.because(row.key(), "names another generation of the key"));
    }

    /// @param row whose MAC has the known format
    private static int generation(StoredRecord row) {
        return ByteBuffer.wrap(row.mac(), 1, Integer.BYTES).getInt();
    }
}
