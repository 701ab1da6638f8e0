package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.signin.Environment;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Tenants;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Locale;

final class GetAccessToken extends VaultCmdlet {
    GetAccessToken() {
        super(Subject.ACCOUNT, "Get-AccessToken", "Get-AzAccessToken");
    }

    @Override
    protected void run(Run run) {
        Connection connection = run.connection();
        Tenants.same(connection, run.text("TenantId"));
        AccessToken token =
                connection.signedIn().tokens().token(resource(run, connection.environment()));
        boolean asText = run.has("AsSecureString") && !run.flag("AsSecureString");
        run.write(AccountShapes.token(token, connection, asText));
    }

    private static String resource(Run run, Environment environment) {
        String url = run.text("ResourceUrl");
        if (url != null) {
            return url;
        }
        String type = run.text("ResourceTypeName");
        return switch (type == null ? "arm" : type.toLowerCase(Locale.ROOT)) {
            case "arm", "resourcemanager" -> environment.managementAudience();
            case "keyvault" -> environment.vaults().audience();
            case "aadgraph", "msgraph" -> environment.graphAudience();
            default ->
                    throw Refusal.of(
                            "'" + type + "' is none of Arm, KeyVault, AadGraph; use -ResourceUrl");
        };
    }
}
