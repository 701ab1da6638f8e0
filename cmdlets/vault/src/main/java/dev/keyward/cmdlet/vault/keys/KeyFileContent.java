package dev.keyward.cmdlet.vault.keys;

import dev.keyward.client.PrivateJwk;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.crypto.files.KeyFiles;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The private key read from a user's file; wiped when it's closed.
record KeyFileContent(PrivateJwk jwk) implements AutoCloseable {
    /// Whether the file is a wrapped key.
    static boolean isTransfer(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".byok");
    }

    /// @throws Refusal in the module's words if there's no such file
    static byte[] bytes(Run run, String path) {
        Path file = run.invocation().session().resolve(path);
        if (!Files.isRegularFile(file)) {
            throw Refusal.of("Can not find key file '" + file + "'.");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Refusal.of("can't read '" + file + "': " + e.getMessage());
        }
    }

    /// @throws Refusal in the module's words if there's no such file or it holds no key
    static KeyFileContent read(Run run, String path) {
        return new KeyFileContent(jwk(parts(run, path)));
    }

    /// @throws Refusal in the module's words if there's no such file or it holds no key
    static PrivateKeyParts parts(Run run, String path) {
        String name = path.toLowerCase(Locale.ROOT);
        boolean pfx = name.endsWith(".pfx") || name.endsWith(".p12");
        try (SecretBytes bytes = SecretBytes.adopt(bytes(run, path));
                Password password = new Password(run.secret("KeyFilePassword"))) {
            return pfx
                    ? KeyFiles.readPfx(bytes, password.value())
                    : KeyFiles.readPem(bytes, password.value());
        } catch (VaultException e) {
            Path file = run.invocation().session().resolve(path);
            throw Refusal.of(
                    "The file format of '" + file + "' is not supported. " + e.getMessage());
        }
    }

    private record Password(@Nullable SecretBytes value) implements AutoCloseable {
        @Override
        public void close() {
            if (value != null) {
                value.close();
            }
        }
    }

    private static PrivateJwk jwk(PrivateKeyParts parts) {
        Map<String, SecretBytes> members = new LinkedHashMap<>();
        return switch (parts) {
            case PrivateKeyParts.Rsa rsa -> {
                members.put("n", SecretBytes.copyOf(rsa.n()));
                members.put("e", SecretBytes.copyOf(rsa.e()));
                members.put("d", rsa.d());
                PrivateKeyParts.Crt crt = rsa.crt();
                if (crt != null) {
                    members.put("p", crt.p());
                    members.put("q", crt.q());
                    members.put("dp", crt.dp());
                    members.put("dq", crt.dq());
                    members.put("qi", crt.qi());
                }
                yield new PrivateJwk("RSA", null, null, members);
            }
            case PrivateKeyParts.Ec ec -> {
                members.put("x", SecretBytes.copyOf(ec.x()));
                members.put("y", SecretBytes.copyOf(ec.y()));
                members.put("d", ec.d());
                yield new PrivateJwk("EC", ec.curve().joseName(), null, members);
            }
            case PrivateKeyParts.Okp okp -> {
                byte[] x = okp.x();
                if (x != null) {
                    members.put("x", SecretBytes.copyOf(x));
                }
                members.put("d", okp.d());
                yield new PrivateJwk("OKP", okp.curve().joseName(), null, members);
            }
            case PrivateKeyParts.Akp akp -> {
                byte[] pub = akp.pub();
                if (pub != null) {
                    members.put("pub", SecretBytes.copyOf(pub));
                }
                members.put("priv", akp.priv());
                yield new PrivateJwk("AKP", null, akp.algorithm().joseName(), members);
            }
            case PrivateKeyParts.Oct oct -> {
                members.put("k", oct.k());
                yield new PrivateJwk("oct", null, null, members);
            }
        };
    }

    @Override
    public void close() {
        jwk.parts().values().forEach(SecretBytes::close);
    }
}
