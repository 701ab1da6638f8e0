package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.Cmdlet;
import java.util.List;

/// All cmdlets for accounts, environments and contexts.
public final class AccountCmdlets {
    private AccountCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(
                new ConnectServer(),
                new ConnectAccount(),
                new DisconnectAccount(),
                new GetContext(),
                new SetContext(),
                new SelectContext(),
                new ClearContext(),
                new SaveContext(),
                new ImportContext(),
                new EnableContextAutosave(),
                new DisableContextAutosave(),
                new GetSubscription(),
                new GetTenant(),
                new AddEnvironment(),
                new SetEnvironment(),
                new GetEnvironment(),
                new RemoveEnvironment(),
                new GetAccessToken(),
                new GetAzsDirectoryTenantId());
    }
}
