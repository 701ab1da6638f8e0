package dev.keyward.vault.issuers;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.ObjectName;
import dev.keyward.model.SecretBytes;
import dev.keyward.vault.stored.SideCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Provider and times in clear; account and people sealed.
final class IssuerCodec implements SideCodec<Issuer> {
    static final String LABEL = "certificate-issuer";
    private static final String PAYLOAD = "certificate-issuer-payload";

    @Override
    public byte[] clear(Issuer issuer) {
        return CanonicalWriter.of(LABEL, 1)
                .text(issuer.name().value())
                .text(issuer.settings().provider())
                .flag(issuer.settings().enabled())
                .number(issuer.created().getEpochSecond())
                .number(issuer.updated().getEpochSecond())
                .toBytes();
    }

    @Override
    public SecretBytes payload(Issuer issuer) {
        IssuerSettings settings = issuer.settings();
        CanonicalWriter out =
                CanonicalWriter.of(PAYLOAD, 1)
                        .text(settings.accountId())
                        .secret(settings.password())
                        .text(settings.organization().id())
                        .count(settings.organization().administrators().size());
        settings.organization()
                .administrators()
                .forEach(each ->
                        out.text(each.firstName())
                                .text(each.lastName())
                                .text(each.email())
                                .text(each.phone()));
        return out.toSecretBytes();
    }

    /// The parts of the payload.
    private record Sealed(
            @Nullable String accountId,
            @Nullable SecretBytes password,
            Organization organization) {}

    @Override
    public Issuer read(byte[] clear, @Nullable SecretBytes payload) {
        if (payload == null) {
            throw CanonicalReader.malformed(LABEL);
        }
        Sealed sealed = CanonicalReader.read(payload, PAYLOAD, in -> sealed(in.expectFormat(1)));
        return CanonicalReader.read(
                clear,
                LABEL,
                in -> {
                    in.expectFormat(1);
                    ObjectName name = new ObjectName(in.text());
                    String provider = in.text();
                    boolean enabled = in.flag();
                    return new Issuer(
                            name,
                            new IssuerSettings(
                                    provider,
                                    sealed.accountId,
                                    sealed.password,
                                    sealed.organization,
                                    enabled),
                            Instant.ofEpochSecond(in.number()),
                            Instant.ofEpochSecond(in.number()));
                });
    }

    private static Sealed sealed(CanonicalReader in) {
        String accountId = in.optionalText();
        SecretBytes password = in.optionalSecret();
        String organization = in.optionalText();
        int count = in.count();
        List<Organization.Administrator> people = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            people.add(
                    new Organization.Administrator(
                            in.optionalText(),
                            in.optionalText(),
                            in.optionalText(),
                            in.optionalText()));
        }
        return new Sealed(accountId, password, new Organization(organization, people));
    }

    @Override
    public long dueEpochSecond(Issuer issuer) {
        return 0;
    }

    @Override
    public boolean isBackedUp() {
        return false;
    }
}
