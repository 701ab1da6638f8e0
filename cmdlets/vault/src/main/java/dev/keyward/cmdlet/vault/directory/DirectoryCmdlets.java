package dev.keyward.cmdlet.vault.directory;

import dev.keyward.cmdlet.Cmdlet;
import java.util.List;

/// All cmdlets for the directory.
public final class DirectoryCmdlets {
    private DirectoryCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(
                new NewApplication(),
                new GetApplication(),
                new SetApplication(),
                new RemoveApplication(),
                new NewAppCredential(),
                new GetAppCredential(),
                new RemoveAppCredential(),
                new NewServicePrincipal(),
                new GetServicePrincipal(),
                new RemoveServicePrincipal(),
                new NewUser(),
                new GetUser(),
                new SetUser(),
                new RemoveUser(),
                new NewGroup(),
                new GetGroup(),
                new SetGroup(),
                new RemoveGroup(),
                new AddGroupMember(),
                new GetGroupMember(),
                new RemoveGroupMember(),
                new NewIdentityProvider(),
                new GetIdentityProvider(),
                new SetIdentityProvider(),
                new RemoveIdentityProvider(),
                new GetIdentityProviderObjectId());
    }
}
