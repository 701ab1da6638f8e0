package dev.keyward.directory;

import dev.keyward.directory.signin.IssuerKeys;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import java.util.Set;
import java.util.UUID;

/// Signing in for one token, as the token endpoint does in steps.
public final class SignIns {
    private SignIns() {}

    public static SignInResult application(
            SignIn signIn,
            TenantId tenant,
            UUID client,
            SecretBytes secret,
            String audience,
            SignIn.Attempt attempt) {
        return signIn.application(signIn.client(tenant, client, secret, attempt), audience);
    }

    public static SignInResult application(
            SignIn signIn,
            TenantId tenant,
            UUID client,
            String assertion,
            Set<String> audiences,
            IssuerKeys issuers,
            String audience) {
        return signIn.application(
                signIn.client(tenant, client, assertion, audiences, issuers), audience);
    }

    public static SignInResult user(
            SignIn signIn,
            TenantId tenant,
            UUID client,
            String name,
            SecretBytes password,
            String audience,
            SignIn.Attempt attempt) {
        return signIn.client(tenant, client)
                .then(known ->
                        signIn.user(
                                signIn.person(tenant, name, password, attempt),
                                known,
                                audience,
                                false));
    }
}
