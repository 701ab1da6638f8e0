package dev.keyward.client.signin;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.rest.Pause;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.transport.Transport;
import dev.keyward.wire.JsonReader;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Function;
import okhttp3.FormBody;
import okhttp3.Request;

/// The endpoints of one tenant's authority to which clients post forms.
final class TokenCalls {
    /// Azure PowerShell's public client (identity.md, section 4.1), which every server knows.
    static final String PUBLIC_CLIENT = "1950a258-227b-4e31-a9cf-717495945fc2";

    private final Rest rest;
    private final String base;
    private final InstantSource clock;

    /// @param tenant id or domain; unused with AD FS
    TokenCalls(
            Transport transport, URI authority, String tenant, InstantSource clock, Pause pause) {
        this.rest = new Rest(transport, null, "", pause);
        this.base = tenantBase(authority, tenant);
        this.clock = clock;
    }

    /// The authority of one tenant, without a slash at the end.
    static String tenantBase(URI authority, String tenant) {
        String base = authority.toString().replaceAll("/+$", "");
        return base.endsWith("/adfs") ? base : base + "/" + tenant;
    }

    /// The older endpoint, which AD FS has alone.
    URI tokenEndpoint() {
        return URI.create(base + "/oauth2/token");
    }

    /// The newer endpoint of this name; AD FS has the older alone.
    URI endpoint(String name) {
        return URI.create(base + (base.endsWith("/adfs") ? "/oauth2/" : "/oauth2/v2.0/") + name);
    }

    TokenResponse token(FormBody.Builder form) {
        return post(tokenEndpoint(), form, TokenResponse::read);
    }

    AccessToken token(TokenResponse answer) {
        return answer.token(clock.instant());
    }

    <T> T post(URI endpoint, FormBody.Builder form, Function<JsonReader, T> read) {
        return rest.send(
                new Request.Builder().url(endpoint.toString()).post(form.build()).build(), read);
    }
}
