package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.AccessToken;
import dev.keyward.client.Environment;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Locale;

final class GetAccessToken extends VaultCmdlet {
    private static final String TYPE = "KnownResourceTypeName";
    private static final String URL = "ResourceUrl";

    GetAccessToken() {
        super(
                Names.of("Get-AccessToken", "Get-AzAccessToken"),
                "Gets a token of the account that's signed in, protected.",
                Signature.of(
                                Parameter.of("ResourceTypeName", TypeToken.STRING)
                                        .inSets(TYPE)
                                        .help("Arm, KeyVault or AadGraph; Arm if it isn't given."),
                                Parameter.of("ResourceUrl", TypeToken.STRING)
                                        .aka("Resource", "ResourceUri")
                                        .inSets(URL)
                                        .required(),
                                Parameter.of("TenantId", TypeToken.STRING),
                                Parameter.flag("AsSecureString")
                                        .help("Accepted; it's always protected."))
                        .defaultSet(TYPE)
                        .giving("PSSecureAccessToken"));
    }

    @Override
    protected void run(Run run) {
        Connection connection = run.connection();
        AccessToken token =
                connection.signedIn().tokens().token(resource(run, connection.environment()));
        run.write(AccountShapes.token(token, connection));
    }

    private static String resource(Run run, Environment environment) {
        String url = run.text("ResourceUrl");
        if (url != null) {
            return url;
        }
        String type = run.text("ResourceTypeName");
        return switch (type == null ? "arm" : type.toLowerCase(Locale.ROOT)) {
            case "arm", "resourcemanager" -> environment.managementAudience();
            case "keyvault" -> environment.vaultAudience();
            case "aadgraph", "msgraph" -> environment.graphAudience();
            default ->
                    throw Refusal.of(
                            "'" + type + "' is none of Arm, KeyVault, AadGraph; use -ResourceUrl");
        };
    }
}
