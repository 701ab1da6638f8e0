package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

/// A certificate authority that knows nothing of the vault: openssl, with files in a folder.
record OutsideAuthority(Path folder, X509Certificate certificate) {
    /// What an authority's customer has as files: a key, its certificate, and the authority's.
    record Issued(Path folder, String name, byte[] certificate) {
        byte[] pfx(String password) throws Exception {
            run(
                    folder,
                    "pkcs12",
                    "-export",
                    "-inkey",
                    name + ".key",
                    "-in",
                    name + ".pem",
                    "-certfile",
                    "ca.pem",
                    "-passout",
                    "pass:" + password,
                    "-out",
                    name + ".pfx");
            return Files.readAllBytes(folder.resolve(name + ".pfx"));
        }

        /// The key, its certificate, the authority's certificate.
        String pem() throws Exception {
            return Files.readString(folder.resolve(name + ".key"))
                    + Files.readString(folder.resolve(name + ".pem"))
                    + Files.readString(folder.resolve("ca.pem"));
        }
    }

    static OutsideAuthority make(Path parent) throws Exception {
        Path folder = Files.createDirectory(parent.resolve("outside-authority"));
        run(
                folder,
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "ca.key",
                "-out",
                "ca.pem",
                "-days",
                "30",
                "-subj",
                "/CN=Outside Authority",
                "-addext",
                "keyUsage=critical,keyCertSign,cRLSign");
        try (InputStream pem = Files.newInputStream(folder.resolve("ca.pem"))) {
            return new OutsideAuthority(
                    folder,
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
    }

    /// @param csr PKCS#10, DER (RFC 2986); openssl refuses one whose own signature is wrong
    byte[] sign(byte[] csr) throws Exception {
        Files.write(folder.resolve("request.csr"), csr);
        sign("request.csr", "signed.der");
        return Files.readAllBytes(folder.resolve("signed.der"));
    }

    private void sign(String request, String certificate) throws Exception {
        run(
                folder,
                "x509",
                "-req",
                "-inform",
                request.endsWith(".csr") ? "DER" : "PEM",
                "-in",
                request,
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-days",
                "10",
                "-copy_extensions",
                request.endsWith(".csr") ? "none" : "copy",
                "-outform",
                certificate.endsWith(".der") ? "DER" : "PEM",
                "-out",
                certificate);
    }

    Issued issue(String name) throws Exception {
        run(
                folder,
                "req",
                "-new",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                name + ".key",
                "-out",
                name + ".request",
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=DNS:" + name);
        sign(name + ".request", name + ".pem");
        try (InputStream pem = Files.newInputStream(folder.resolve(name + ".pem"))) {
            return new Issued(
                    folder,
                    name,
                    CertificateFactory.getInstance("X.509").generateCertificate(pem).getEncoded());
        }
    }

    /// Whether openssl builds a path from the certificate (DER) to this authority.
    boolean opensslVerifies(byte[] der) throws Exception {
        Files.write(folder.resolve("checked.der"), der);
        run(folder, "x509", "-inform", "DER", "-in", "checked.der", "-out", "checked.pem");
        return Commands.run(
                                folder,
                                Map.of(),
                                "openssl",
                                "verify",
                                "-CAfile",
                                "ca.pem",
                                "checked.pem")
                        .exitCode()
                == 0;
    }

    /// The first key of a PEM text, PKCS#8 (RFC 5958) without a password.
    static PrivateKey privateKey(String pem) throws Exception {
        String begin = "-----BEGIN PRIVATE KEY-----";
        int start = pem.indexOf(begin) + begin.length();
        byte[] der =
                Base64.getMimeDecoder()
                        .decode(pem.substring(start, pem.indexOf("-----END PRIVATE KEY", start)));
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
        // The algorithm's object identifier: id-ecPublicKey or rsaEncryption.
        boolean ec =
                java.util.HexFormat.of()
                        .formatHex(der, 0, Math.min(40, der.length))
                        .contains("06072a8648ce3d0201");
        return KeyFactory.getInstance(ec ? "EC" : "RSA").generatePrivate(spec);
    }

    private static void run(Path folder, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "openssl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Commands done = Commands.run(folder, Map.of(), command);
        assertThat(done.exitCode()).as(done.error()).isZero();
    }
}
