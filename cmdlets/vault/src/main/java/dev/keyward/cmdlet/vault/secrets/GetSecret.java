package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.client.SecretBundle;
import dev.keyward.client.SecretCalls;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretAccess;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class GetSecret extends VaultCmdlet {
    private static final String LIST = "ByVaultName";
    private static final String ONE = "BySecretName";
    private static final String VERSIONS = "BySecretVersions";
    private static final String OBJECT_LIST = "ByInputObjectVaultName";
    private static final String OBJECT_ONE = "ByInputObjectSecretName";
    private static final String OBJECT_VERSIONS = "ByInputObjectSecretVersions";
    private static final String PARENT_LIST = "ByParentResourceIdVaultName";
    private static final String PARENT_ONE = "ByParentResourceIdSecretName";
    private static final String PARENT_VERSIONS = "ByParentResourceIdSecretVersions";

    GetSecret() {
        super(Subject.SECRETS, "Get-Secret", "Get-AzKeyVaultSecret", "Get-AzureKeyVaultSecret");
    }

    private static Parameter objectName() {
        return Parameter.of("Name", TypeToken.STRING)
                .aka("SecretName")
                .in(
                        Membership.in(LIST).at(1),
                        Membership.in(OBJECT_LIST).at(1),
                        Membership.in(PARENT_LIST).at(1),
                        Membership.in(ONE).required().at(1),
                        Membership.in(VERSIONS).required().at(1),
                        Membership.in(OBJECT_ONE).required().at(1),
                        Membership.in(OBJECT_VERSIONS).required().at(1),
                        Membership.in(PARENT_ONE).required().at(1),
                        Membership.in(PARENT_VERSIONS).required().at(1))
                .completedBy(Completions::secrets);
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        SecretCalls secrets = target.vault().secrets();
        String name = target.name();
        boolean removed = run.flag("InRemovedState");
        if (name == null || Wildcard.isPattern(name)) {
            var found = removed ? secrets.listDeleted() : secrets.list();
            Stream<SecretBundle> matching = found.stream().filter(it -> isMeant(it, name));
            if (run.flag("IncludeVersions")) {
                matching =
                        matching.flatMap(
                                it -> secrets.versions(it.properties().address().name()).stream());
            }
            matching.forEach(it -> run.write(ObjectShapes.secretItem(it, target.look())));
        } else if (run.flag("IncludeVersions")) {
            for (SecretBundle version : secrets.versions(target.objectName())) {
                run.write(ObjectShapes.secretItem(version, target.look()));
            }
        } else if (removed) {
            secrets.findDeleted(target.objectName())
                    .ifPresent(it -> run.write(ObjectShapes.secret(it, target.look())));
        } else {
            secrets.find(target.objectName(), target.version())
                    .ifPresent(it -> write(run, it, target));
        }
    }

    private static void write(Run run, SecretBundle secret, ObjectTarget target) {
        var value = secret.value();
        if (run.flag("AsPlainText") && value != null) {
            run.write(value.toUtf8(SecretAccess.request()));
        } else {
            run.write(ObjectShapes.secret(secret, target.look()));
        }
    }

    private static boolean isMeant(SecretBundle secret, @Nullable String pattern) {
        return pattern == null
                || Wildcard.of(pattern).matches(secret.properties().address().name());
    }
}
