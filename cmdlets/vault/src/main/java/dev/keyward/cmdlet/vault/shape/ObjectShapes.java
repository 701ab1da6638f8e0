package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.objects.ObjectAddress;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.PsProperty;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.ObjectBody;
import dev.keyward.wire.keys.JsonWebKey;
import dev.keyward.wire.keys.KeyBundle;
import dev.keyward.wire.keys.KeyItem;
import dev.keyward.wire.keys.KeyOperationResult;
import dev.keyward.wire.keys.ReleasePolicyBody;
import dev.keyward.wire.secrets.SecretBundle;
import dev.keyward.wire.secrets.SecretItem;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keys and secrets as objects (cmdlets.md, section 2).
public final class ObjectShapes {
    private ObjectShapes() {}

    /// Which look an object gets.
    ///
    /// @param vaultName as the user named it; an id's host needn't have it
    /// @param azureRm whether it's shown as the modules before Az did
    public record Look(String vaultName, boolean azureRm) {}

    public static PsObject secret(SecretBundle secret, Look look) {
        PsObject object =
                secret.isDeleted()
                        ? new PsObject(
                                Types.DELETED_SECRET, Types.DELETED_SECRET_ITEM, Types.SECRET_ITEM)
                        : new PsObject(Types.SECRET, Types.SECRET_ITEM);
        SecretBytes value = secret.value();
        object.set("SecretValue", value == null ? null : protectedText(value));
        PsObject attributes = attributes(Types.SECRET_ATTRIBUTES, secret);
        attributes.set("ContentType", secret.contentType());
        object.set("Attributes", attributes);
        identity(object, secret, look);
        object.set("ContentType", secret.contentType());
        if (look.azureRm()) {
            object.add(
                    new PsProperty.Computed(
                            "SecretValueText",
                            it ->
                                    it.get("SecretValue") instanceof SecureString text
                                            ? new String(text.reveal())
                                            : null,
                            null));
        }
        return object;
    }

    /// What lists give: never a value.
    public static PsObject secretItem(SecretItem secret, Look look) {
        PsObject object =
                secret.isDeleted()
                        ? new PsObject(Types.DELETED_SECRET_ITEM, Types.SECRET_ITEM)
                        : new PsObject(Types.SECRET_ITEM);
        return identity(object, secret, look).set("ContentType", secret.contentType());
    }

    private static SecureString protectedText(SecretBytes value) {
        var decoded =
                value.use(
                        SecretAccess.request(),
                        octets -> StandardCharsets.UTF_8.decode(ByteBuffer.wrap(octets)));
        char[] characters = new char[decoded.remaining()];
        decoded.get(characters);
        Arrays.fill(decoded.array(), '\0');
        SecureString text = new SecureString(characters);
        Arrays.fill(characters, '\0');
        return text;
    }

    public static PsObject key(KeyBundle key, Look look) {
        PsObject object;
        if (key.isDeleted()) {
            object = new PsObject(Types.DELETED_KEY, Types.DELETED_KEY_ITEM, Types.KEY_ITEM);
        } else if (look.azureRm()) {
            object = new PsObject(Types.OLD_KEY, Types.KEY, Types.KEY_ITEM);
        } else {
            object = new PsObject(Types.KEY, Types.KEY_ITEM);
        }
        JsonWebKey jwk = key.key();
        ReleasePolicyBody release = key.releasePolicy();
        PsObject attributes =
                attributes(Types.KEY_ATTRIBUTES, key)
                        .set("Managed", Boolean.TRUE.equals(key.managed()))
                        .set("Exportable", release != null)
                        .set("KeyOps", jwk.keyOps().toArray(String[]::new))
                        .set("KeyType", jwk.kty());
        object.set("Attributes", attributes)
                .set("Key", webKey(jwk))
                .set("KeyType", jwk.kty())
                .set("KeySize", sizeBits(key))
                .set("CurveName", jwk.crv())
                .set(
                        "ReleasePolicy",
                        release == null || release.data() == null
                                ? null
                                : new String(release.data(), StandardCharsets.UTF_8));
        return identity(object, key, look).set("IsHsm", jwk.kty().endsWith("-HSM"));
    }

    /// Bits of the RSA modulus or of a symmetric key; null for other types.
    private static @Nullable Integer sizeBits(KeyBundle key) {
        byte[] n = key.key().n();
        ObjectAttributes.KeyFacts facts = key.attributes().keyFacts();
        return n != null
                ? (Integer) new BigInteger(1, n).bitLength()
                : facts == null ? null : facts.keySize();
    }

    /// What lists give: no public part.
    public static PsObject keyItem(KeyItem key, Look look) {
        PsObject object =
                key.isDeleted()
                        ? new PsObject(Types.DELETED_KEY_ITEM, Types.KEY_ITEM)
                        : new PsObject(Types.KEY_ITEM);
        return identity(object, key, look).set("IsHsm", false);
    }

    private static PsObject webKey(JsonWebKey jwk) {
        PsObject object =
                new PsObject(Types.JSON_WEB_KEY)
                        .set("Kid", jwk.kid())
                        .set("Kty", jwk.kty())
                        .set("KeyOps", jwk.keyOps().toArray(String[]::new))
                        .set("N", jwk.n())
                        .set("E", jwk.e())
                        .set("CurveName", jwk.crv())
                        .set("X", jwk.x())
                        .set("Y", jwk.y());
        if (jwk.alg() != null) {
            object.set("Alg", jwk.alg()).set("Pub", jwk.pub());
        }
        return object.readingAs(_ -> new String(jwk.toJson(), StandardCharsets.UTF_8));
    }

    public static PsObject keyUse(KeyOperationResult use, String algorithm) {
        PsObject result =
                new PsObject(Types.KEY_RESULT)
                        .set("KeyId", use.kid())
                        .set("RawResult", use.value())
                        .set("Algorithm", algorithm);
        if (use.iv() != null) {
            result.set("Iv", use.iv());
        }
        if (use.tag() != null) {
            result.set("AuthenticationTag", use.tag());
        }
        return result;
    }

    private static PsObject attributes(String type, ObjectBody body) {
        ObjectAttributes attributes = body.attributes();
        Integer days = attributes.recoverableDays();
        return common(new PsObject(type), attributes)
                .set("RecoverableDays", days == null ? 0 : days)
                .set("Tags", Texts.tags(tags(body)))
                .set("TagsTable", Texts.tagsTable(tags(body)))
                .readingAs(PsObject::typeName);
    }

    private static PsObject common(PsObject object, ObjectAttributes attributes) {
        return object.set("Enabled", !Boolean.FALSE.equals(attributes.enabled()))
                .set("Expires", Texts.time(attributes.exp()))
                .set("NotBefore", Texts.time(attributes.nbf()))
                .set("Created", Texts.time(attributes.created()))
                .set("Updated", Texts.time(attributes.updated()))
                .set("RecoveryLevel", attributes.recoveryLevel());
    }

    static PsObject identity(PsObject object, ObjectBody body, Look look) {
        ObjectAddress address = ObjectAddress.of(body);
        object.set("VaultName", look.vaultName().toLowerCase(Locale.ROOT))
                .set("Name", address.name())
                .set("Version", address.version())
                .set("Id", look.azureRm() ? withPort(address) : body.id());
        common(object, body.attributes())
                .set("Tags", Texts.tags(tags(body)))
                .set("TagsTable", Texts.tagsTable(tags(body)));
        if (body.isDeleted()) {
            object.set("DeletedDate", Texts.time(body.deletion().deletedDate()))
                    .set("ScheduledPurgeDate", Texts.time(body.deletion().scheduledPurgeDate()));
        }
        return object;
    }

    private static Map<String, String> tags(ObjectBody body) {
        Map<String, String> tags = body.tags();
        return tags == null ? Map.of() : tags;
    }

    // The old SDK wrote the port into ids even where it goes without saying.
    private static String withPort(ObjectAddress address) {
        String base = address.vault().toString();
        if (address.vault().getPort() < 0) {
            base = base + ":443";
        }
        List<String> parts =
                address.version() == null
                        ? List.of(base, address.collection(), address.name())
                        : List.of(base, address.collection(), address.name(), address.version());
        return String.join("/", parts);
    }
}
