package dev.keyward.language.value;

import dev.keyward.cmdlet.Credential;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SecureString;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// SecureString, PSCredential, NetworkCredential and Marshal's way to read a secure string.
final class SecretTypes {
    private SecretTypes() {}

    static List<TypeEntry> entries() {
        return List.of(secure(), credential(), network(), marshal());
    }

    private static String revealed(SecureString secret) {
        return new String(secret.reveal());
    }

    private static TypeEntry secure() {
        return TypeEntry.of(NetType.SECURE_STRING)
                .property("Length", c -> c.self(SecureString.class).length())
                .constructor(0, 0, _ -> new SecureString(new char[0]))
                .method(
                        "AppendChar",
                        1,
                        1,
                        c -> {
                            c.self(SecureString.class).append(c.character(0));
                            return Nothing.NOTHING;
                        })
                .method("Copy", 0, 0, c -> c.self(SecureString.class).copy())
                .method("IsReadOnly", 0, 0, c -> c.self(SecureString.class).isReadOnly())
                .method(
                        "MakeReadOnly",
                        0,
                        0,
                        c -> {
                            c.self(SecureString.class).makeReadOnly();
                            return Nothing.NOTHING;
                        })
                .method("Clear", 0, 0, SecretTypes::cleared)
                .method("Dispose", 0, 0, SecretTypes::cleared);
    }

    private static Object cleared(Call c) {
        c.self(SecureString.class).clear();
        return Nothing.NOTHING;
    }

    private static TypeEntry credential() {
        return TypeEntry.of(NetType.CREDENTIAL)
                .property("UserName", c -> c.self(Credential.class).userName())
                .property("Password", c -> c.self(Credential.class).password())
                .method("GetNetworkCredential", 0, 0, SecretTypes::networkCredential)
                .constructor(2, 2, SecretTypes::madeCredential)
                .constant("Empty", _ -> new Credential("", new SecureString(new char[0])));
    }

    private static Credential madeCredential(Call c) {
        String user = c.text(0);
        if (user.isEmpty()) {
            throw NetException.argument(
                    "Cannot process argument because the value of argument \"userName\" is not"
                            + " valid. Change the value of the \"userName\" argument and run the"
                            + " operation again.");
        }
        return c.get(1) instanceof SecureString secret ? new Credential(user, secret) : refused();
    }

    private static Credential refused() {
        throw NetException.argument(
                "Cannot convert argument \"password\" to type"
                        + " \"System.Security.SecureString\".");
    }

    private static PsObject networkCredential(Call c) {
        Credential credential = c.self(Credential.class);
        String user = credential.userName();
        int slash = user.indexOf('\\');
        return network(
                slash < 0 ? user : user.substring(slash + 1),
                credential.password(),
                slash < 0 ? "" : user.substring(0, slash));
    }

    private static PsObject network(String user, SecureString password, String domain) {
        PsObject made = new PsObject("System.Net.NetworkCredential");
        return made.set("UserName", user)
                .add(
                        new dev.keyward.cmdlet.PsProperty.Computed(
                                "Password", _ -> revealed(password), null))
                .set("SecurePassword", password)
                .set("Domain", domain)
                .readingAs(_ -> "System.Net.NetworkCredential");
    }

    private static TypeEntry network() {
        return TypeEntry.of("System.Net.NetworkCredential")
                .constructor(0, 0, _ -> network("", new SecureString(new char[0]), ""))
                .constructor(2, 3, c -> network(c.text(0), password(c.get(1)), c.text(2)));
    }

    private static SecureString password(@Nullable Object value) {
        return value instanceof SecureString secret
                ? secret
                : SecureString.of(value == null ? "" : value.toString());
    }

    /// A pointer stands for the secure string itself: nothing is copied until it's read.
    private record Pointer(SecureString secret) {
        @Override
        public String toString() {
            return Integer.toString(System.identityHashCode(secret));
        }
    }

    private static TypeEntry marshal() {
        TypeEntry entry = TypeEntry.of("System.Runtime.InteropServices.Marshal");
        for (String name :
                List.of(
                        "SecureStringToBSTR",
                        "SecureStringToGlobalAllocUnicode",
                        "SecureStringToCoTaskMemUnicode")) {
            entry.fixed(
                    name,
                    1,
                    1,
                    c -> new Pointer(c.as(0, NetType.SECURE_STRING, SecureString.class)));
        }
        for (String name :
                List.of(
                        "PtrToStringAuto",
                        "PtrToStringBSTR",
                        "PtrToStringUni",
                        "PtrToStringAnsi")) {
            entry.fixed(
                    name,
                    1,
                    2,
                    c ->
                            c.get(0) instanceof Pointer pointer
                                    ? revealed(Objects.requireNonNull(pointer.secret()))
                                    : null);
        }
        for (String name :
                List.of(
                        "ZeroFreeBSTR",
                        "FreeBSTR",
                        "ZeroFreeGlobalAllocUnicode",
                        "ZeroFreeCoTaskMemUnicode")) {
            entry.fixed(name, 1, 1, _ -> Nothing.NOTHING);
        }
        return entry;
    }
}
