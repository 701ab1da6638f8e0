package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.crypto.files.KeyFiles;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.wire.keys.ImportedKey;
import dev.keyward.wire.keys.ImportedKey.PrivateParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The private key read from a user's file; wiped when it's closed.
record KeyFileContent(ImportedKey jwk) implements AutoCloseable {
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

    private static ImportedKey jwk(PrivateKeyParts parts) {
        return switch (parts) {
            case PrivateKeyParts.Rsa rsa -> {
                PrivateKeyParts.Crt crt = rsa.crt();
                yield ImportedKey.rsa(
                        rsa.n(),
                        rsa.e(),
                        crt == null
                                ? PrivateParts.d(rsa.d())
                                : new PrivateParts(
                                        rsa.d(), crt.p(), crt.q(), crt.dp(), crt.dq(), crt.qi(),
                                        null, null));
            }
            case PrivateKeyParts.Ec ec ->
                    ImportedKey.onCurve("EC", ec.curve().joseName(), ec.x(), ec.y(), ec.d());
            case PrivateKeyParts.Okp okp ->
                    ImportedKey.onCurve("OKP", okp.curve().joseName(), okp.x(), null, okp.d());
            case PrivateKeyParts.Akp akp ->
                    ImportedKey.akp(akp.algorithm().joseName(), akp.pub(), akp.priv());
            case PrivateKeyParts.Oct oct -> ImportedKey.oct(oct.k());
        };
    }

    @Override
    public void close() {
        jwk.secret().close();
    }
}
