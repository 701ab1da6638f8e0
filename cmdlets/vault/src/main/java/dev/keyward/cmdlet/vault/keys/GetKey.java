package dev.keyward.cmdlet.vault.keys;

import dev.keyward.client.objects.KeyCalls;
import dev.keyward.client.objects.ObjectAddress;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.keys.JsonWebKey;
import dev.keyward.wire.keys.KeyBundle;
import dev.keyward.wire.keys.KeyItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class GetKey extends VaultCmdlet {
    GetKey() {
        super(Subject.KEYS, "Get-Key", "Get-AzKeyVaultKey", "Get-AzureKeyVaultKey");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        KeyCalls keys = target.vault().keys();
        String name = target.name();
        boolean removed = run.flag("InRemovedState");
        if (name == null || Wildcard.isPattern(name)) {
            var found = removed ? keys.listDeleted() : keys.list();
            Stream<KeyItem> matching = found.stream().filter(it -> isMeant(it, name));
            if (run.flag("IncludeVersions")) {
                matching =
                        matching.flatMap(it -> keys.versions(ObjectAddress.of(it).name()).stream());
            }
            matching.forEach(it -> run.write(ObjectShapes.keyItem(it, target.look())));
        } else if (run.flag("IncludeVersions")) {
            for (KeyItem version : keys.versions(target.objectName())) {
                run.write(ObjectShapes.keyItem(version, target.look()));
            }
        } else if (removed) {
            keys.findDeleted(target.objectName())
                    .ifPresent(it -> run.write(ObjectShapes.key(it, target.look())));
        } else {
            keys.find(target.objectName(), target.version())
                    .ifPresent(it -> {
                        export(run, it);
                        run.write(ObjectShapes.key(it, target.look()));
                    });
        }
    }

    private static void export(Run run, KeyBundle key) {
        String chosen = run.text("OutFile");
        if (chosen == null) {
            return;
        }
        Path file = run.invocation().session().resolve(chosen);
        JsonWebKey jwk = key.key();
        if (jwk.kty().startsWith("oct")) {
            throw Refusal.of("A symmetric key has no public part to write to '" + file + "'.");
        }
        try {
            Files.writeString(file, PublicPem.of(jwk));
        } catch (IOException e) {
            throw Refusal.of("can't write '" + file + "': " + e.getMessage());
        }
    }

    private static boolean isMeant(KeyItem key, @Nullable String pattern) {
        return pattern == null || Wildcard.of(pattern).matches(ObjectAddress.of(key).name());
    }
}
