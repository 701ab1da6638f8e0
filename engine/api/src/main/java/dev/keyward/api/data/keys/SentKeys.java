package dev.keyward.api.data.keys;

import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.keys.SentKey;
import dev.keyward.wire.keys.KeyImportParameters;
import dev.keyward.wire.keys.TransferBlob;

/// Reads `key_hsm`: the `.byok` file of a key that comes wrapped (data-plane-keys.md, section 8).
final class SentKeys {
    private SentKeys() {}

    /// @throws VaultException with `BadParameter` naming the member that is wrong
    static SentKey of(Exchange exchange, KeyImportParameters body, byte[] blob) {
        String kty = body.key().kty();
        TransferBlob sent = TransferBlob.parse(blob);
        must(sent.schemaVersion(), TransferBlob.SCHEMA_VERSION, "schema_version");
        must(sent.alg(), TransferBlob.ALG, "header.alg");
        must(sent.enc(), TransferBlob.ENC, "header.enc");
        // The type is checked here as that of any import; what is inside comes later.
        KeyRequests.checkType(exchange, kty);
        String base = Bodies.id(exchange, ObjectKind.KEY, new ObjectName("x"));
        String collection = base.substring(0, base.length() - 1);
        String[] parts =
                sent.kid().regionMatches(true, 0, collection, 0, collection.length())
                        ? sent.kid().substring(collection.length()).split("/", -1)
                        : new String[0];
        if (parts.length != 2) {
            throw refused("header.kid", "the id of a key of this vault");
        }
        return new SentKey(
                new ObjectName(parts[0]),
                parts[1],
                sent.ciphertext(),
                Protection.bareKty(kty),
                KeyRequests.protection(body));
    }

    private static void must(String value, String expected, String member) {
        if (!value.equals(expected)) {
            throw refused(member, expected);
        }
    }

    private static VaultException refused(String member, String mustBe) {
        return new VaultException(
                new VaultError.BadParameter(TransferBlob.MEMBER + "." + member, mustBe));
    }
}
