package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.client.objects.ObjectAddress;
import dev.keyward.client.objects.SecretCalls;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretAccess;
import dev.keyward.wire.secrets.SecretBundle;
import dev.keyward.wire.secrets.SecretItem;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class GetSecret extends VaultCmdlet {
    GetSecret() {
        super(Subject.SECRETS, "Get-Secret", "Get-AzKeyVaultSecret", "Get-AzureKeyVaultSecret");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        SecretCalls secrets = target.vault().secrets();
        String name = target.name();
        boolean removed = run.flag("InRemovedState");
        if (name == null || Wildcard.isPattern(name)) {
            var found = removed ? secrets.listDeleted() : secrets.list();
            Stream<SecretItem> matching = found.stream().filter(it -> isMeant(it, name));
            if (run.flag("IncludeVersions")) {
                matching =
                        matching.flatMap(
                                it -> secrets.versions(ObjectAddress.of(it).name()).stream());
            }
            matching.forEach(it -> run.write(ObjectShapes.secretItem(it, target.look())));
        } else if (run.flag("IncludeVersions")) {
            for (SecretItem version : secrets.versions(target.objectName())) {
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

    private static boolean isMeant(SecretItem secret, @Nullable String pattern) {
        return pattern == null || Wildcard.of(pattern).matches(ObjectAddress.of(secret).name());
    }
}
