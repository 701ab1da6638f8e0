package dev.keyward.wire.login;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;

/// What clients ask before they sign in (identity.md, sections 1 and 7).
public final class Authorities {
    private Authorities() {}

    /// The answer to instance discovery: the host is an authority, and stands for itself alone.
    public record Instance(String tenantDiscovery, String host) implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("tenant_discovery_endpoint", tenantDiscovery);
            out.text("api-version", "1.1");
            out.objects("metadata", List.<WireBody>of(this::writeMetadata));
        }

        private void writeMetadata(JsonWriter out) {
            out.text("preferred_network", host);
            out.text("preferred_cache", host);
            out.texts("aliases", List.of(host));
        }
    }

    /// The answer where the host that is asked about is no authority.
    public record NoInstance() implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("error", "invalid_instance");
        }
    }

    /// How users of a domain sign in: with a password, here.
    public record UserRealm(String domain, String host) implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("ver", "1.0");
            out.text("account_type", "Managed");
            out.text("domain_name", domain);
            out.text("cloud_instance_name", host);
            out.text("cloud_audience_urn", "urn:federation:MicrosoftOnline");
        }
    }
}
