package dev.keyward.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/// The openssl program as a second opinion where the JDK has none.
final class Openssl {
    /// SubjectPublicKeyInfo of id-ecPublicKey with secp256k1, up to the uncompressed point (RFC
    /// 5480).
    private static final byte[] SECP256K1_PREFIX =
            HexFormat.of().parseHex("3056301006072a8648ce3d020106052b8104000a03420004");

    private Openssl() {}

    /// @param signature r and s, 32 bytes each
    static boolean verifiesSecp256k1(
            Path folder, byte[] x, byte[] y, byte[] digest, byte[] signature)
            throws IOException, InterruptedException {
        ByteArrayOutputStream spki = new ByteArrayOutputStream();
        spki.write(SECP256K1_PREFIX);
        spki.write(x);
        spki.write(y);
        Files.writeString(
                folder.resolve("k1.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(spki.toByteArray())
                        + "\n-----END PUBLIC KEY-----\n");
        Files.write(folder.resolve("k1.digest"), digest);
        Files.write(folder.resolve("k1.sig"), der(signature));
        Commands result =
                Commands.run(
                        folder,
                        Map.of(),
                        "openssl",
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        "k1.pem",
                        "-in",
                        "k1.digest",
                        "-sigfile",
                        "k1.sig");
        return result.exitCode() == 0 && result.out().contains("Signature Verified Successfully");
    }

    /// The SHA-1 fingerprint of a certificate (DER), hexadecimal.
    static String thumbprint(Path folder, byte[] certificate)
            throws IOException, InterruptedException {
        Files.write(folder.resolve("thumbprint.der"), certificate);
        Commands result =
                Commands.run(
                        folder,
                        Map.of(),
                        "openssl",
                        "x509",
                        "-inform",
                        "DER",
                        "-in",
                        "thumbprint.der",
                        "-noout",
                        "-fingerprint",
                        "-sha1");
        return result.out().strip().replaceFirst(".*=", "").replace(":", "");
    }

    /// Writes `server.pem`, a certificate for localhost that its own key signed, and `server.key`.
    static void serverOfLocalhost(Path folder) throws IOException, InterruptedException {
        Commands made =
                Commands.run(
                        folder,
                        Map.of(),
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-keyout",
                        "server.key",
                        "-out",
                        "server.pem",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost,IP:127.0.0.1");
        if (made.exitCode() != 0) {
            throw new IOException(made.error());
        }
    }

    /// What a command printed that has to succeed.
    ///
    /// @param words of the command, with a space between them
    static String done(Path folder, String words) throws IOException, InterruptedException {
        Commands run = Commands.run(folder, Map.of(), ("openssl " + words).split(" "));
        if (run.exitCode() != 0) {
            throw new IOException("openssl " + words + ": " + run.out() + run.error());
        }
        return run.out();
    }

    /// A signature as openssl has it (RFC 3279 2.2.3).
    ///
    /// @param signature r and s, 32 bytes each
    static byte[] der(byte[] signature) {
        byte[] r = new BigInteger(1, Arrays.copyOfRange(signature, 0, 32)).toByteArray();
        byte[] s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)).toByteArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x30);
        out.write(4 + r.length + s.length);
        out.write(2);
        out.write(r.length);
        out.writeBytes(r);
        out.write(2);
        out.write(s.length);
        out.writeBytes(s);
        return out.toByteArray();
    }
}
