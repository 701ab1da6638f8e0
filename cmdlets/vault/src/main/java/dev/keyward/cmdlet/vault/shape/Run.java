package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.VaultClient;
import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One invocation as vault cmdlets see it: its arguments read as the values they mean, and the
/// connection it works on.
public final class Run {
    private final Invocation invocation;

    Run(Invocation invocation) {
        this.invocation = invocation;
    }

    public Invocation invocation() {
        return invocation;
    }

    public Arguments arguments() {
        return invocation.arguments();
    }

    /// Whether it was called by a name of the modules before Az.
    public boolean isAzureRm() {
        return Names.isAzureRm(invocation.calledAs());
    }

    public Connections connections() {
        return Connections.of(invocation.session());
    }

    /// The connection to work on: that of the context in `-DefaultProfile`, else the one in use.
    ///
    /// @throws Refusal if there's none, in the words of the module whose name was used; or if
    ///   `-DefaultProfile` is anything but a context of the session, null too: what was meant for
    ///   another place mustn't happen here
    public Connection connection() {
        if (has("DefaultProfile")) {
            return ContextOf.object(connections(), arguments().get("DefaultProfile"))
                    .orElseThrow(() ->
                            Refusal.of(
                                    "-DefaultProfile: must be a context of this session, as"
                                            + " Get-Context -ListAvailable gives them."));
        }
        return connections()
                .current()
                .orElseThrow(() ->
                        Refusal.of(
                                isAzureRm()
                                        ? "Run Login-AzureRmAccount to login."
                                                + " (Connect-AzureRmAccount)"
                                        : "No account is signed in. Run Connect-AzAccount to"
                                                + " login."));
    }

    public VaultClient vault(String name) {
        return connection().vault(name);
    }

    public void write(@Nullable Object value) {
        invocation.write(value);
    }

    public boolean has(String name) {
        return arguments().has(name);
    }

    public boolean flag(String name) {
        return arguments().flag(name);
    }

    public @Nullable String text(String name) {
        return arguments().text(name);
    }

    public String required(String name) {
        return arguments().requiredText(name);
    }

    /// The object bound to `InputObject`, null if another way was taken.
    public @Nullable PsObject inputObject() {
        return arguments().as(PsObject.class, "InputObject");
    }

    /// A time; fields of no kind are UTC. Null if it isn't given.
    public @Nullable Instant time(String name) {
        return arguments().get(name) instanceof DateTime time
                ? time.toInstant(ZoneId.systemDefault())
                : null;
    }

    /// The table given as tags, null values as empty text; null if none is given.
    ///
    /// @throws Refusal for a table in the form of 2015, `@{Name='x';Value='y'}`
    public @Nullable Map<String, String> tags(String name) {
        if (!(arguments().get(name) instanceof PsHashtable table)) {
            return null;
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (PsHashtable.Entry entry : table.entries()) {
            Object value = entry.value();
            if (value instanceof Object[] || value instanceof PsHashtable) {
                throw Refusal.of("Invalid tag format.");
            }
            tags.put(String.valueOf(entry.key()), value == null ? "" : value.toString());
        }
        try {
            return new Tags(tags).values();
        } catch (VaultException broken) {
            throw Refusal.ofRule(name, broken);
        }
    }

    /// A `[bool]` that may be left out.
    public @Nullable Boolean choice(String name) {
        return arguments().get(name) instanceof Boolean choice ? choice : null;
    }

    /// A protected text as bytes, null if it isn't given.
    public @Nullable SecretBytes secret(String name) {
        SecureString text = arguments().as(SecureString.class, name);
        return text == null ? null : bytes(text);
    }

    /// The UTF-8 octets of a protected text.
    @SuppressWarnings("ByteBufferBackingArray")
    public static SecretBytes bytes(SecureString text) {
        char[] characters = text.reveal();
        // Encoding allocates a buffer that begins where its array does.
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] octets = new byte[encoded.remaining()];
        encoded.get(octets);
        Arrays.fill(encoded.array(), (byte) 0);
        Arrays.fill(characters, '\0');
        return SecretBytes.adopt(octets);
    }

    /// Whether to go on with a change: asks under `-Confirm`, says so under `-WhatIf`.
    ///
    /// @param action such as `Set secret`
    public boolean goesOn(String target, String action) {
        return invocation.shouldProcess(target, action);
    }

    /// The same for a change that can't be taken back: asks its own question unless `-Force` or
    /// `-Confirm:$false` was given.
    public boolean goesOn(String target, String action, String question) {
        return invocation.shouldProcess(target, action) && settled(question);
    }

    /// The answer to a question, which `-Force` and `-Confirm:$false` answer too.
    public boolean settled(String question) {
        return flag("Force") || has("Confirm") || invocation.shouldContinue(question, "Confirm");
    }
}
