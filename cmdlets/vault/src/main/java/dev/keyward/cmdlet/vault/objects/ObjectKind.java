package dev.keyward.cmdlet.vault.objects;

import dev.keyward.client.VaultClient;
import dev.keyward.client.objects.CertificateCalls;
import dev.keyward.client.objects.KeyCalls;
import dev.keyward.client.objects.SecretCalls;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectShapes.Look;
import dev.keyward.wire.certificates.CertificateBundle;
import dev.keyward.wire.keys.KeyBundle;
import dev.keyward.wire.secrets.SecretBundle;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A kind of object that can be backed up and removed.
///
/// @param noun as names of cmdlets have it
/// @param calls those of a vault
/// @param shape how one is shown
/// @param <C> its calls
/// @param <B> what they answer with
record ObjectKind<C, B>(
        String noun,
        Subject subject,
        Function<VaultClient, C> calls,
        BiFunction<C, String, byte[]> backup,
        BiFunction<C, byte[], B> restore,
        BiFunction<C, String, B> delete,
        BiFunction<C, String, B> recover,
        BiConsumer<C, String> purge,
        BiFunction<B, Look, PsObject> shape) {

    static List<ObjectKind<?, ?>> all() {
        return List.of(
                new ObjectKind<KeyCalls, KeyBundle>(
                        "Key",
                        Subject.KEYS,
                        VaultClient::keys,
                        KeyCalls::backup,
                        KeyCalls::restore,
                        KeyCalls::delete,
                        KeyCalls::recover,
                        KeyCalls::purge,
                        ObjectShapes::key),
                new ObjectKind<SecretCalls, SecretBundle>(
                        "Secret",
                        Subject.SECRETS,
                        VaultClient::secrets,
                        SecretCalls::backup,
                        SecretCalls::restore,
                        SecretCalls::delete,
                        SecretCalls::recover,
                        SecretCalls::purge,
                        ObjectShapes::secret),
                new ObjectKind<CertificateCalls, CertificateBundle>(
                        "Certificate",
                        Subject.CERTIFICATES,
                        VaultClient::certificates,
                        CertificateCalls::backup,
                        CertificateCalls::restore,
                        CertificateCalls::delete,
                        CertificateCalls::recover,
                        CertificateCalls::purge,
                        CertificateShapes::certificate));
    }

    /// As messages have it: `key`.
    String word() {
        return noun.toLowerCase(Locale.ROOT);
    }
}
