package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.signin.Environment;
import dev.keyward.client.signin.VaultHosts;
import dev.keyward.client.transport.ServerTrust;
import dev.keyward.client.transport.Transport;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.connection.RemoteDeployment;
import dev.keyward.model.Bug;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where a saved context leads, and what proves that it is that server.
///
/// @param mapped whether names of the deployment lead to the server's own address, without DNS
record SavedServer(Environment environment, List<X509Certificate> anchors, boolean mapped)
        implements WireBody {
    static SavedServer of(Environment environment, Transport.Reach reach) {
        return new SavedServer(environment, reach.trust().anchors(), !reach.domains().isEmpty());
    }

    Deployment deployment() {
        ServerTrust trust = new ServerTrust(anchors);
        return mapped
                ? RemoteDeployment.known(environment, trust)
                : new Deployment(environment, Transport.network(trust, Map.of()));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("name", environment.name());
        out.text("resourceManager", environment.resourceManager().toString());
        out.text("admin", environment.admin().toString());
        out.text("login", environment.login().toString());
        out.text("graph", environment.graph().toString());
        out.text("managementAudience", environment.managementAudience());
        out.text("graphAudience", environment.graphAudience());
        out.text("vaultSuffix", environment.vaults().suffix());
        out.text("vaultAudience", environment.vaults().audience());
        out.texts("regions", environment.vaults().regions());
        out.texts("anchors", anchors.stream().map(SavedServer::text).toList());
        out.bool("mapped", mapped);
    }

    static SavedServer read(JsonReader in) {
        Map<String, String> texts = new HashMap<>();
        List<String> regions = List.of();
        List<String> anchors = List.of();
        boolean mapped = false;
        while (in.next()) {
            switch (in.member()) {
                case "regions" -> regions = in.texts();
                case "anchors" -> anchors = in.texts();
                case "mapped" -> mapped = in.bool();
                default -> texts.put(in.member(), in.text());
            }
        }
        return new SavedServer(
                new Environment(
                        text(texts, "name"),
                        URI.create(text(texts, "resourceManager")),
                        URI.create(text(texts, "admin")),
                        URI.create(text(texts, "login")),
                        URI.create(text(texts, "graph")),
                        text(texts, "managementAudience"),
                        text(texts, "graphAudience"),
                        new VaultHosts(
                                text(texts, "vaultSuffix"), text(texts, "vaultAudience"), regions)),
                anchors.stream().map(SavedServer::certificate).toList(),
                mapped);
    }

    private static String text(Map<String, String> texts, String name) {
        return dev.keyward.wire.Required.member(name, texts.get(name));
    }

    private static String text(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw Bug.because("a parsed certificate has an encoding", e);
        }
    }

    private static X509Certificate certificate(String text) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(Base64.getDecoder().decode(text)));
        } catch (CertificateException | IllegalArgumentException _) {
            throw new VaultException(
                    new VaultError.BadParameter("anchors", "certificates in Base64"));
        }
    }
}
