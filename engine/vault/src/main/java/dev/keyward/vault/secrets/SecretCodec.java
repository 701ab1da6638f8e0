package dev.keyward.vault.secrets;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Attributes;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.vault.stored.AttributeFields;
import dev.keyward.vault.stored.Codec;

/// Attributes in clear; value, content type and tags sealed (security.md, S-01).
final class SecretCodec implements Codec<SecretContent> {
    private static final String CLEAR = "secret-version";
    private static final String PAYLOAD = "secret-version-payload";
    private static final int OVERHEAD_BYTES = 512;

    @Override
    public byte[] clear(SecretContent content) {
        CanonicalWriter out = CanonicalWriter.of(CLEAR, 1);
        AttributeFields.write(out, content.attributes());
        ObjectVersion previous = content.previous();
        return out.text(previous == null ? null : previous.value()).toBytes();
    }

    @Override
    public SecretBytes payload(SecretContent content) {
        try (CanonicalWriter out = CanonicalWriter.of(PAYLOAD, 1)) {
            return out.secret(content.value())
                    .text(content.contentType())
                    .pairs(content.tags().values())
                    .toSecretBytes();
        }
    }

    @Override
    public SecretContent read(byte[] clear, SecretBytes payload) {
        return CanonicalReader.read(
                clear,
                CLEAR,
                in -> {
                    in.expectFormat(1);
                    Attributes attributes = AttributeFields.read(in);
                    String previous = in.optionalText();
                    return CanonicalReader.read(
                            payload,
                            PAYLOAD,
                            sealed -> {
                                sealed.expectFormat(1);
                                return new SecretContent(
                                        attributes,
                                        sealed.secret(),
                                        sealed.optionalText(),
                                        new Tags(sealed.pairs()),
                                        previous == null ? null : new ObjectVersion(previous));
                            });
                });
    }

    @Override
    public void wipe(SecretContent content) {
        content.value().close();
    }

    @Override
    public SecretContent cacheable(SecretContent content) {
        return content;
    }

    @Override
    public int weight(SecretContent content) {
        int weight = OVERHEAD_BYTES + content.value().length();
        for (var tag : content.tags().values().entrySet()) {
            weight += 2 * (tag.getKey().length() + tag.getValue().length());
        }
        return weight;
    }
}
