package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.DirectoryEntry;
import dev.keyward.client.GraphClient;
import dev.keyward.client.GraphClient.Kind;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

final class RemoveServicePrincipal extends VaultCmdlet {
    RemoveServicePrincipal() {
        super(
                Names.of(
                        "Remove-ServicePrincipal",
                        "Remove-AzADServicePrincipal",
                        "Remove-AzureRmADServicePrincipal"),
                "Takes an application's principal out of the directory.",
                Signature.of(
                                Parameter.of("ObjectId", TypeToken.STRING)
                                        .aka("ServicePrincipalId", "Id", "PrincipalId")
                                        .inSets("ObjectIdParameterSet")
                                        .required(),
                                Parameter.of("ApplicationId", TypeToken.GUID)
                                        .aka("AppId")
                                        .inSets("ApplicationIdParameterSet")
                                        .required(),
                                Parameter.of("ServicePrincipalName", TypeToken.STRING)
                                        .aka("SPN")
                                        .inSets("SPNParameterSet")
                                        .required(),
                                Parameter.of("DisplayName", TypeToken.STRING)
                                        .inSets("DisplayNameParameterSet")
                                        .required(),
                                Parameter.of("InputObject", Types.A_SERVICE_PRINCIPAL)
                                        .inSets("InputObjectParameterSet")
                                        .required()
                                        .byValue(),
                                Parameter.of("ApplicationObject", Types.AN_APPLICATION)
                                        .inSets("ApplicationObjectParameterSet")
                                        .required()
                                        .byValue(),
                                Parameters.passThru().help("Writes True."),
                                Parameters.force())
                        .defaultSet("ObjectIdParameterSet")
                        .changing(ConfirmImpact.Medium)
                        .giving("Boolean"));
    }

    @Override
    protected void run(Run run) {
        GraphClient graph = run.connection().graph();
        PsObject object = run.inputObject();
        String id =
                object == null
                        ? only(GetServicePrincipal.found(run, graph).toList(), asked(run))
                                .objectId()
                        : String.valueOf(object.get("Id"));
        if (run.goesOn(id, "Remove service principal")) {
            graph.delete(Kind.SERVICE_PRINCIPALS, id);
            if (run.flag("PassThru")) {
                run.write(true);
            }
        }
    }

    private static DirectoryEntry only(List<DirectoryEntry> found, String asked) {
        if (found.size() != 1) {
            throw Refusal.of(
                    found.isEmpty()
                            ? "There's no service principal '%s'.".formatted(asked)
                            : "%d service principals are called '%s'; use -ObjectId."
                                    .formatted(found.size(), asked));
        }
        return found.getFirst();
    }

    private static String asked(Run run) {
        PsObject application = run.arguments().as(PsObject.class, "ApplicationObject");
        if (application != null) {
            return String.valueOf(application.get("AppId"));
        }
        return Stream.of("ObjectId", "ApplicationId", "ServicePrincipalName", "DisplayName")
                .map(run::text)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }
}
