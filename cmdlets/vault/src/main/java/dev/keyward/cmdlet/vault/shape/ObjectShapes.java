package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.CipherExtras;
import dev.keyward.client.KeyBundle;
import dev.keyward.client.KeyCalls.KeyUse;
import dev.keyward.client.ObjectAddress;
import dev.keyward.client.ObjectProperties;
import dev.keyward.client.SecretBundle;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.PsProperty;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
        ObjectProperties properties = secret.properties();
        boolean deleted = properties.deletion() != null;
        PsObject object =
                deleted
                        ? new PsObject(
                                Types.DELETED_SECRET, Types.DELETED_SECRET_ITEM, Types.SECRET_ITEM)
                        : new PsObject(Types.SECRET, Types.SECRET_ITEM);
        SecretBytes value = secret.value();
        object.set("SecretValue", value == null ? null : protectedText(value));
        PsObject attributes = attributes(Types.SECRET_ATTRIBUTES, properties);
        attributes.set("ContentType", secret.contentType());
        object.set("Attributes", attributes);
        identity(object, properties, look);
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
    public static PsObject secretItem(SecretBundle secret, Look look) {
        PsObject object =
                secret.properties().deletion() != null
                        ? new PsObject(Types.DELETED_SECRET_ITEM, Types.SECRET_ITEM)
                        : new PsObject(Types.SECRET_ITEM);
        return identity(object, secret.properties(), look).set("ContentType", secret.contentType());
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
        ObjectProperties properties = key.properties();
        PsObject object;
        if (properties.deletion() != null) {
            object = new PsObject(Types.DELETED_KEY, Types.DELETED_KEY_ITEM, Types.KEY_ITEM);
        } else if (look.azureRm()) {
            object = new PsObject(Types.OLD_KEY, Types.KEY, Types.KEY_ITEM);
        } else {
            object = new PsObject(Types.KEY, Types.KEY_ITEM);
        }
        KeyBundle.PublicJwk jwk = key.key();
        PsObject attributes = attributes(Types.KEY_ATTRIBUTES, properties);
        attributes.set("Managed", key.managed()).set("Exportable", key.releasePolicy() != null);
        if (jwk != null) {
            attributes
                    .set("KeyOps", jwk.operations().toArray(String[]::new))
                    .set("KeyType", jwk.kty());
        }
        object.set("Attributes", attributes);
        if (jwk != null) {
            object.set("Key", webKey(properties.id(), jwk))
                    .set("KeyType", jwk.kty())
                    .set("KeySize", jwk.sizeBits())
                    .set("CurveName", jwk.curve());
        }
        object.set("ReleasePolicy", key.releasePolicy());
        return identity(object, properties, look)
                .set("IsHsm", jwk != null && jwk.kty().endsWith("-HSM"));
    }

    /// What lists give: no public part.
    public static PsObject keyItem(KeyBundle key, Look look) {
        PsObject object =
                key.properties().deletion() != null
                        ? new PsObject(Types.DELETED_KEY_ITEM, Types.KEY_ITEM)
                        : new PsObject(Types.KEY_ITEM);
        return identity(object, key.properties(), look).set("IsHsm", false);
    }

    private static PsObject webKey(String id, KeyBundle.PublicJwk jwk) {
        PsObject object =
                new PsObject(Types.JSON_WEB_KEY)
                        .set("Kid", id)
                        .set("Kty", jwk.kty())
                        .set("KeyOps", jwk.operations().toArray(String[]::new))
                        .set("N", jwk.n())
                        .set("E", jwk.e())
                        .set("CurveName", jwk.curve())
                        .set("X", jwk.x())
                        .set("Y", jwk.y());
        if (jwk.algorithm() != null) {
            object.set("Alg", jwk.algorithm()).set("Pub", jwk.pub());
        }
        return object.readingAs(_ -> json(id, jwk));
    }

    private static String json(String id, KeyBundle.PublicJwk jwk) {
        StringBuilder json = new StringBuilder();
        json.append("{\"kid\":\"").append(id).append("\",\"kty\":\"").append(jwk.kty());
        json.append("\",\"key_ops\":[");
        json.append(
                jwk.operations().stream()
                        .map(word -> "\"" + word + "\"")
                        .collect(Collectors.joining(",")));
        json.append(']');
        if (jwk.curve() != null) {
            json.append(",\"crv\":\"").append(jwk.curve()).append('"');
        }
        number(json, "n", jwk.n());
        number(json, "e", jwk.e());
        number(json, "x", jwk.x());
        number(json, "y", jwk.y());
        if (jwk.algorithm() != null) {
            json.append(",\"alg\":\"").append(jwk.algorithm()).append('"');
        }
        number(json, "pub", jwk.pub());
        return json.append('}').toString();
    }

    private static void number(StringBuilder json, String name, byte @Nullable [] value) {
        if (value != null) {
            json.append(",\"").append(name).append("\":\"");
            json.append(Base64.getUrlEncoder().withoutPadding().encodeToString(value));
            json.append('"');
        }
    }

    public static PsObject keyUse(KeyUse use) {
        PsObject result =
                new PsObject(Types.KEY_RESULT)
                        .set("KeyId", use.keyId())
                        .set("RawResult", use.result())
                        .set("Algorithm", use.algorithm());
        CipherExtras extras = use.extras();
        if (extras.iv() != null) {
            result.set("Iv", extras.iv());
        }
        if (extras.tag() != null) {
            result.set("AuthenticationTag", extras.tag());
        }
        return result;
    }

    private static PsObject attributes(String type, ObjectProperties properties) {
        ObjectProperties.Stamps stamps = properties.stamps();
        return new PsObject(type)
                .set("Enabled", properties.enabled())
                .set("Expires", Texts.time(properties.expires()))
                .set("NotBefore", Texts.time(properties.notBefore()))
                .set("Created", Texts.time(stamps.created()))
                .set("Updated", Texts.time(stamps.updated()))
                .set("RecoveryLevel", stamps.recoveryLevel())
                .set("RecoverableDays", stamps.recoverableDays())
                .set("Tags", Texts.tags(properties.tags()))
                .set("TagsTable", Texts.tagsTable(properties.tags()))
                .readingAs(PsObject::typeName);
    }

    static PsObject identity(PsObject object, ObjectProperties properties, Look look) {
        ObjectAddress address = properties.address();
        ObjectProperties.Stamps stamps = properties.stamps();
        object.set("VaultName", look.vaultName().toLowerCase(Locale.ROOT))
                .set("Name", address.name())
                .set("Version", address.version())
                .set("Id", look.azureRm() ? withPort(address) : properties.id())
                .set("Enabled", properties.enabled())
                .set("Expires", Texts.time(properties.expires()))
                .set("NotBefore", Texts.time(properties.notBefore()))
                .set("Created", Texts.time(stamps.created()))
                .set("Updated", Texts.time(stamps.updated()))
                .set("RecoveryLevel", stamps.recoveryLevel())
                .set("Tags", Texts.tags(properties.tags()))
                .set("TagsTable", Texts.tagsTable(properties.tags()));
        ObjectProperties.Deletion deletion = properties.deletion();
        if (deletion != null) {
            object.set("DeletedDate", Texts.time(deletion.deleted()))
                    .set("ScheduledPurgeDate", Texts.time(deletion.scheduledPurge()));
        }
        return object;
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
