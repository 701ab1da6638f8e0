package dev.keyward.vault.certificates;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Attributes;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.vault.stored.AttributeFields;
import dev.keyward.vault.stored.Codec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Attributes in clear; the certificates, which name people and hosts, and tags sealed.
final class CertificateCodec implements Codec<CertificateContent> {
    private static final String CLEAR = "certificate-version";
    private static final String PAYLOAD = "certificate-version-payload";
    private static final int OVERHEAD_BYTES = 512;

    @Override
    public byte[] clear(CertificateContent content) {
        CanonicalWriter out = CanonicalWriter.of(CLEAR, 1);
        AttributeFields.write(out, content.attributes());
        return out.flag(content.preserveOrder()).toBytes();
    }

    @Override
    public SecretBytes payload(CertificateContent content) {
        CanonicalWriter out = CanonicalWriter.of(PAYLOAD, 1);
        IssuedChain chain = content.chain();
        out.flag(chain != null);
        if (chain != null) {
            out.count(chain.certificates().size());
            chain.certificates().forEach(out::bytes);
            out.number(chain.leaf());
        }
        out.pairs(content.tags().values());
        return out.toSecretBytes();
    }

    @Override
    public CertificateContent read(byte[] clear, SecretBytes payload) {
        return CanonicalReader.read(
                clear,
                CLEAR,
                in -> {
                    in.expectFormat(1);
                    Attributes attributes = AttributeFields.read(in);
                    boolean preserveOrder = in.flag();
                    return CanonicalReader.read(
                            payload,
                            PAYLOAD,
                            sealed -> {
                                sealed.expectFormat(1);
                                return new CertificateContent(
                                        attributes,
                                        chain(sealed),
                                        new Tags(sealed.pairs()),
                                        preserveOrder);
                            });
                });
    }

    private static @Nullable IssuedChain chain(CanonicalReader in) {
        if (!in.flag()) {
            return null;
        }
        int count = in.count();
        List<byte[]> certificates = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            certificates.add(in.bytes());
        }
        int leaf = in.smallNumber();
        if (leaf < 0 || leaf >= count) {
            throw CanonicalReader.malformed(PAYLOAD);
        }
        return new IssuedChain(certificates, leaf);
    }

    /// Nothing of it is secret.
    @Override
    public void wipe(CertificateContent content) {}

    @Override
    public CertificateContent cacheable(CertificateContent content) {
        return content;
    }

    @Override
    public int weight(CertificateContent content) {
        int weight = OVERHEAD_BYTES;
        IssuedChain chain = content.chain();
        if (chain != null) {
            for (byte[] certificate : chain.certificates()) {
                weight += certificate.length;
            }
        }
        return weight;
    }
}
