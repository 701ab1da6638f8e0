package dev.keyward.vault.keys;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.AkpAlgorithm;
import dev.keyward.model.Attributes;
import dev.keyward.model.Bug;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.OkpCurve;
import dev.keyward.model.Protection;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.vault.stored.AttributeFields;
import dev.keyward.vault.stored.Codec;
import java.util.ArrayList;
import java.util.List;

/// Attributes, kind, operations and public half in clear; private half and tags sealed
/// (security.md, S-01).
final class KeyCodec implements Codec<KeyContent> {
    static final String CLEAR = "key-version";
    private static final String PAYLOAD = "key-version-payload";
    private static final int WEIGHT_BYTES = 2_048;

    @Override
    public byte[] clear(KeyContent content) {
        CanonicalWriter out = CanonicalWriter.of(CLEAR, 1);
        AttributeFields.write(out, content.attributes());
        out.count(content.operations().size());
        content.operations().forEach(operation -> out.text(operation.joseName()));
        out.text(content.protection().kty(content.parameters()));
        switch (content.parameters()) {
            case KeyParameters.Rsa rsa -> out.number(rsa.modulusBits());
            case KeyParameters.Ec ec -> out.text(ec.curve().joseName());
            case KeyParameters.Oct oct -> out.number(oct.bits());
            case KeyParameters.Akp akp -> out.text(akp.algorithm().joseName());
            case KeyParameters.Okp okp -> out.text(okp.curve().joseName());
        }
        switch (content.publicParts()) {
            case PublicKeyParts.Rsa rsa -> out.bytes(rsa.n()).bytes(rsa.e());
            case PublicKeyParts.Ec ec -> out.bytes(ec.x()).bytes(ec.y());
            case PublicKeyParts.Oct _ -> {}
            case PublicKeyParts.Akp akp -> out.bytes(akp.pub());
            case PublicKeyParts.Okp okp -> out.bytes(okp.x());
        }
        return out.toBytes();
    }

    @Override
    public SecretBytes payload(KeyContent content) {
        SecretBytes pkcs8 = content.pkcs8();
        if (pkcs8 == null) {
            throw Bug.because("a key without its private half can't be written");
        }
        try (CanonicalWriter out = CanonicalWriter.of(PAYLOAD, 1)) {
            return out.secret(pkcs8).pairs(content.tags().values()).toSecretBytes();
        }
    }

    @Override
    public KeyContent read(byte[] clear, SecretBytes payload) {
        return CanonicalReader.read(
                clear,
                CLEAR,
                in -> {
                    in.expectFormat(1);
                    Attributes attributes = AttributeFields.read(in);
                    List<KeyOperation> operations = operations(in);
                    String kty = in.text();
                    KeyParameters parameters = parameters(Protection.bareKty(kty), in);
                    PublicKeyParts publicParts =
                            switch (parameters) {
                                case KeyParameters.Rsa _ ->
                                        new PublicKeyParts.Rsa(in.bytes(), in.bytes());
                                case KeyParameters.Ec ec ->
                                        new PublicKeyParts.Ec(ec.curve(), in.bytes(), in.bytes());
                                case KeyParameters.Oct _ -> new PublicKeyParts.Oct();
                                case KeyParameters.Akp akp ->
                                        new PublicKeyParts.Akp(akp.algorithm(), in.bytes());
                                case KeyParameters.Okp okp ->
                                        new PublicKeyParts.Okp(okp.curve(), in.bytes());
                            };
                    return CanonicalReader.read(
                            payload,
                            PAYLOAD,
                            sealed -> {
                                sealed.expectFormat(1);
                                SecretBytes pkcs8 = sealed.secret();
                                return new KeyContent(
                                        attributes,
                                        parameters,
                                        Protection.of(kty),
                                        publicParts,
                                        operations,
                                        new Tags(sealed.pairs()),
                                        pkcs8);
                            });
                });
    }

    private static List<KeyOperation> operations(CanonicalReader in) {
        int count = in.count();
        List<KeyOperation> operations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            operations.add(
                    KeyOperation.parse(in.text())
                            .orElseThrow(() -> CanonicalReader.malformed(CLEAR)));
        }
        return operations;
    }

    private static KeyParameters parameters(String kty, CanonicalReader in) {
        return switch (kty) {
            case "RSA" -> new KeyParameters.Rsa(in.smallNumber());
            case "EC" -> new KeyParameters.Ec(curve(in.text()));
            case "oct" -> new KeyParameters.Oct(in.smallNumber());
            case "AKP" ->
                    new KeyParameters.Akp(
                            AkpAlgorithm.parse(in.text())
                                    .orElseThrow(() -> CanonicalReader.malformed(CLEAR)));
            case "OKP" ->
                    new KeyParameters.Okp(
                            OkpCurve.parse(in.text())
                                    .orElseThrow(() -> CanonicalReader.malformed(CLEAR)));
            default -> throw CanonicalReader.malformed(CLEAR);
        };
    }

    private static Curve curve(String name) {
        for (Curve curve : Curve.values()) {
            if (curve.joseName().equals(name)) {
                return curve;
            }
        }
        throw CanonicalReader.malformed(CLEAR);
    }

    @Override
    public void wipe(KeyContent content) {
        SecretBytes pkcs8 = content.pkcs8();
        if (pkcs8 != null) {
            pkcs8.close();
        }
    }

    @Override
    public KeyContent cacheable(KeyContent content) {
        wipe(content);
        return withoutPrivateHalf(content);
    }

    static KeyContent withoutPrivateHalf(KeyContent content) {
        return new KeyContent(
                content.attributes(),
                content.parameters(),
                content.protection(),
                content.publicParts(),
                content.operations(),
                content.tags(),
                null);
    }

    @Override
    public int weight(KeyContent content) {
        return WEIGHT_BYTES;
    }
}
