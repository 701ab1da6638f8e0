package dev.keyward.vault;

import dev.keyward.crypto.certificates.SignedRequest;
import dev.keyward.crypto.certificates.X509Signer;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.testing.SeededRandom;
import dev.keyward.vault.issuers.CertificateIssuer;
import dev.keyward.vault.issuers.IssuerAnswer;
import dev.keyward.vault.issuers.IssuerOrder;
import dev.keyward.vault.issuers.IssuerSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A certificate authority with its own key, which takes as many steps as it is told.
public final class SlowAuthority implements CertificateIssuer {
    public static final String PROVIDER = "Slow";
    private static final KeyParameters RSA = new KeyParameters.Rsa(2048);

    private final SeededRandom random = new SeededRandom(99);
    private final Keys keys = new Keys(random);
    private final X509Signer signer = new X509Signer(keys, random);
    private final SecretBytes key = keys.generate(RSA);
    private final X509Signer.Validity life =
            new X509Signer.Validity(World.START, World.START.plus(Duration.ofDays(3650)));
    public final byte[] certificate =
            signer.selfSigned(
                    RSA,
                    key,
                    new X509Properties(
                            "CN=Slow Authority",
                            SubjectAlternativeNames.NONE,
                            List.of(),
                            List.of(KeyUsage.KEY_CERT_SIGN),
                            120),
                    life);
    public final List<String> asked = new ArrayList<>();
    public final List<String> canceled = new ArrayList<>();
    public int steps;
    public boolean reachable = true;
    public boolean willing = true;
    public boolean broken;

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public void check(IssuerSettings settings) {
        if (settings.accountId() == null) {
            throw new VaultException(
                    new VaultError.BadParameter("credentials.account_id", "given"));
        }
    }

    @Override
    public IssuerAnswer advance(IssuerOrder order) throws IOException {
        if (!reachable) {
            throw new IOException("no route");
        }
        asked.add(order.requestId());
        if (broken) {
            throw new IllegalStateException("a defect");
        }
        if (!willing) {
            return new IssuerAnswer.Refused("Request rejected", "we don't know you");
        }
        SecretBytes progress = order.progress();
        int done = progress == null ? 0 : Integer.parseInt(progress.toUtf8(SecretAccess.request()));
        if (done < steps) {
            return new IssuerAnswer.Pending(
                    SecretBytes.ofUtf8(Integer.toString(done + 1)),
                    Duration.ofMinutes(5),
                    done == 0 ? null : "step " + done);
        }
        return new IssuerAnswer.Issued(List.of(sign(order.request(), order), certificate));
    }

    public byte[] sign(byte[] request, X509Properties properties, Instant from) {
        return signer.issued(
                SignedRequest.parse(request),
                properties,
                new X509Signer.Authority(certificate, RSA, key),
                new X509Signer.Validity(from, from.plus(Duration.ofDays(100))));
    }

    private byte[] sign(byte[] request, IssuerOrder order) {
        return sign(request, order.policy().x509(), World.START);
    }

    @Override
    public void cancel(IssuerOrder order) {
        canceled.add(order.requestId());
    }
}
