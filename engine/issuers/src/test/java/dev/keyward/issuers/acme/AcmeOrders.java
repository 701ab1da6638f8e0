package dev.keyward.issuers.acme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.issuers.World;
import dev.keyward.model.SecretBytes;
import dev.keyward.vault.issuers.IssuerAnswer;
import dev.keyward.vault.issuers.IssuerOrder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Takes orders to an issuer step by step, and reads what comes of them.
final class AcmeOrders {
    private static final int MOST_STEPS = 200;
    static final AcmeAnswers OVER_HTTP = new AcmeAnswers(true, null, false);

    private AcmeOrders() {}

    /// One that answers nothing over DNS.
    static AcmeIssuer issuer(World world, AcmeAccess access, AcmeChallenges challenges) {
        return new AcmeIssuer(
                world.foundation(),
                access,
                challenges,
                new DnsChallenges(
                        null, InetAddress::getByName, world.records(), world.foundation().store()));
    }

    static IssuerOrder after(IssuerOrder order, @Nullable SecretBytes progress) {
        return new IssuerOrder(
                order.vault(),
                order.certificate(),
                order.requestId(),
                order.request(),
                order.policy(),
                order.issuer(),
                progress);
    }

    /// Takes steps until the order is settled, as the background work does.
    static IssuerAnswer settle(AcmeIssuer issuer, IssuerOrder order) throws Exception {
        IssuerOrder next = order;
        for (int i = 0; i < MOST_STEPS; i++) {
            IssuerAnswer answer;
            try {
                answer = issuer.advance(next);
            } catch (IOException passing) {
                continue;
            }
            if (!(answer instanceof IssuerAnswer.Pending(var progress, var again, _))) {
                return answer;
            }
            assertThat(again).isBetween(Duration.ofSeconds(1), Duration.ofDays(1));
            next = after(order, progress);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("not settled after " + MOST_STEPS + " steps");
    }

    /// The server refuses some nonces on purpose; the library tries again a few times only.
    static IssuerAnswer retried(AcmeIssuer issuer, IssuerOrder order) throws Exception {
        for (int i = 0; ; i++) {
            try {
                return issuer.advance(order);
            } catch (IOException passing) {
                if (i > 10) {
                    throw passing;
                }
            }
        }
    }

    static X509Certificate leaf(IssuerAnswer answer) throws Exception {
        assertThat(answer).isInstanceOf(IssuerAnswer.Issued.class);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        ((IssuerAnswer.Issued) answer).chain().getFirst()));
    }

    static List<String> names(X509Certificate leaf) throws Exception {
        return leaf.getSubjectAlternativeNames().stream()
                .map(name -> name.get(1).toString())
                .sorted()
                .toList();
    }

    static IssuerAnswer.Refused refused(IssuerAnswer answer) {
        assertThat(answer).isInstanceOf(IssuerAnswer.Refused.class);
        return (IssuerAnswer.Refused) answer;
    }
}
