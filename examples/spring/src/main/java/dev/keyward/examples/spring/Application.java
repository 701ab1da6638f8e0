package dev.keyward.examples.spring;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ClientSecretCredentialBuilder;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// Takes `payment.password` from the vault's secret `payment-password`, like any other property.
///
/// Against Azure nothing is needed but this class and `application.properties`. Against a vault on
/// another host the credential must not ask Microsoft whether that host is known, and the starter
/// has no property that says so: it is handed a credential that doesn't.
@SpringBootApplication
public class Application {
    public static void main(String[] arguments) {
        try (ConfigurableApplicationContext context = start(System.getenv(), arguments)) {
            String password = context.getEnvironment().getRequiredProperty("payment.password");
            System.out.println("payment.password has " + password.length() + " characters");
        }
    }

    /// @param settings the `AZURE_...` names that `keyward serve --dev` writes into its file
    static ConfigurableApplicationContext start(Map<String, String> settings, String... arguments) {
        SpringApplication application = new SpringApplication(Application.class);
        application.addBootstrapRegistryInitializer(
                registry -> registry.register(TokenCredential.class, _ -> credential(settings)));
        application.setDefaultProperties(Map.copyOf(settings));
        return application.run(arguments);
    }

    private static TokenCredential credential(Map<String, String> settings) {
        return new ClientSecretCredentialBuilder()
                .authorityHost(settings.get("AZURE_AUTHORITY_HOST"))
                .tenantId(settings.get("AZURE_TENANT_ID"))
                .clientId(settings.get("AZURE_CLIENT_ID"))
                .clientSecret(settings.get("AZURE_CLIENT_SECRET"))
                .disableInstanceDiscovery()
                .build();
    }
}
