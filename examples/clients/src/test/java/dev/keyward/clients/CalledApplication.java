package dev.keyward.clients;

import java.util.Map;

/// An application that a person calls with a token, and that the vault `dev` lets in together with
/// her alone.
///
/// @param application the same as who signs in
/// @param person who calls it
record CalledApplication(DevServer server, Tenant.Account application, Tenant.Account person) {
    static CalledApplication register(DevServer server) throws Exception {
        Tenant tenant = Tenant.of(server);
        Tenant.Account application = tenant.application("called");
        Tenant.Account person = tenant.user("caller", "correct horse battery staple");
        tenant.management(tenant.administrator())
                .call(
                        "PUT",
                        Tenant.pathOf("dev") + "/accessPolicies/add",
                        """
                        {"properties":{"accessPolicies":[{"tenantId":"%s","objectId":"%s","applicationId":"%s",
                         "permissions":{"secrets":["get","set"]}}]}}
                        """
                                .formatted(
                                        server.get("AZURE_TENANT_ID"),
                                        person.objectId(),
                                        application.name()));
        tenant.http().close();
        return new CalledApplication(server, application, person);
    }

    /// What the person sends to the application.
    String assertion() throws Exception {
        Tenant tenant = Tenant.of(server);
        try {
            return tenant.token(person, application.name());
        } finally {
            tenant.http().close();
        }
    }

    /// The vault doesn't know the person without the application.
    void isRefusedByHerself() throws Exception {
        Tenant tenant = Tenant.of(server);
        tenant.vault(server.get("AZURE_KEYVAULT_URL"), person)
                .call(403, "PUT", "secrets/by-herself", "{\"value\":\"here\"}");
        tenant.http().close();
    }

    /// What the examples need to sign in so.
    Map<String, String> environment() throws Exception {
        return Map.of(
                "CALLED_CLIENT_ID", application.name(),
                "CALLED_CLIENT_SECRET", application.secret(),
                "USER_ASSERTION", assertion());
    }
}
