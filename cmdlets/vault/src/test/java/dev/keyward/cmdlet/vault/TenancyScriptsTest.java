package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Operator and tenants, each with scripts as they are written for Azure Stack.
class TenancyScriptsTest {
    /// The operator, and people of two companies who sign in by `signIn`.
    private static final String PEOPLE =
            """
            $operator = (Connect-AzureRmAccount -EnvironmentName KeywardAdmin -ContextName operator).Context
            $password = ConvertTo-SecureString 'correct horse 1' -AsPlainText -Force
            $admins = @{}
            function company($domain, $names) {
                $tenant = New-AzsDirectoryTenant $domain -DefaultProfile $operator
                $admins[$domain] = (Connect-AzAccount -Environment Keyward -ServicePrincipal -Credential $tenant.Administrator -Tenant $domain -ContextName $domain).Context
                foreach ($name in $names) { $null = New-AzADUser -DisplayName $name -UserPrincipalName "$name@$domain" -Password $password }
            }
            function signIn($user) {
                $null = Connect-AzAccount -Environment Keyward -Tenant ($user -replace '^.*@') -ContextName $user -Credential (New-Object PSCredential $user, $password)
            }
            function application($domain) {
                $app = New-AzADServicePrincipal -DisplayName shop -DefaultProfile $admins[$domain]
                @{ Id = $app.AppId; Credential = New-Object PSCredential $app.AppId, (ConvertTo-SecureString $app.PasswordCredentials.SecretText -AsPlainText -Force); Tenant = $domain }
            }
            function subscribe($offer, $name) { Get-AzsOffer -Name $offer | New-AzsSubscription -DisplayName $name | Set-AzContext }
            function rule([scriptblock] $attempt) {
                try { $null = & $attempt; 'let through' } catch { if ("$_" -match 'Code: (\\w+)') { $Matches[1] } else { "$_" } }
            }
            $ErrorActionPreference = 'Stop'
            """;

    private static final byte[] DIGEST = new byte[32];

    static {
        for (int i = 0; i < DIGEST.length; i++) {
            DIGEST[i] = (byte) (i + 1);
        }
    }

    @TempDir Path folder;

    private CertificateShell shell;

    @BeforeEach
    void open() {
        shell = new CertificateShell(folder);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    @Tag("seed:I-1")
    void anOperatorOffersKeyVaultsByTheNamesOfAzs() {
        assertThat(
                        shell.run(
                                PEOPLE
                                        + """
                                        company fabrikam.example alice
                                        $null = Select-AzContext operator
                                        $kv = Get-AzsKeyVaultQuota -Location local
                                        $null = New-AzResourceGroup -Name offers-rg -Location local
                                        $plan = New-AzsPlan -Name kv-plan -ResourceGroupName offers-rg -DisplayName 'Key vaults' -QuotaIds ($kv.Id) -Location local
                                        $offer = New-AzsOffer -Name kv-offer -DisplayName 'Vaults for all' -ResourceGroupName offers-rg -BasePlanIds $plan.Id
                                        "$($offer.State) $($offer.BasePlanIds.Count)"
                                        (Set-AzsOffer -Name kv-offer -ResourceGroupName offers-rg -State Public).State
                                        $given = New-AzsUserSubscription -OfferId $offer.Id -Owner alice@fabrikam.example -TenantId (Get-AzsDirectoryTenant -Name fabrikam.example).TenantId -DisplayName Given
                                        "$($given.DisplayName) $($given.State) $((Get-AzsUserSubscription -SubscriptionId $given.SubscriptionId).Owner)"
                                        signIn alice@fabrikam.example
                                        (Get-AzsSubscription).Name
                                        (Get-AzResourceProvider -ListAvailable).ProviderNamespace -contains 'Microsoft.KeyVault'
                                        """))
                .isEqualTo(
                        """
                        Private 1
                        Public
                        Given Enabled alice@fabrikam.example
                        Given
                        True\
                        """);
    }

    @Test
    @Tag("seed:I-2")
    @Tag("seed:I-16")
    void whoSubscribesByTheNamesOf2017HasVaultsAndNobodyElse() {
        assertThat(
                        shell.run(
                                PEOPLE
                                        + """
                                        company fabrikam.example alice
                                        $null = Select-AzureRmContext operator
                                        $null = New-AzureRmResourceGroup -Name offers-rg -Location local
                                        $plan = New-AzureRMPlan -Name kv-plan -ResourceGroup offers-rg -ArmLocation local -QuotaIds (Get-AzureRmKeyVaultQuota).Id
                                        $null = New-AzureRMOffer -Name kv-offer -ResourceGroup offers-rg -ArmLocation local -State Public -BasePlanIds $plan.Id
                                        signIn alice@fabrikam.example
                                        rule { Register-AzureRmResourceProvider -ProviderNamespace Microsoft.KeyVault }
                                        rule { New-AzureRmKeyVault -VaultName alices -ResourceGroupName rg -Location local }
                                        $offer = Get-AzureRMOffer -Provider default | Where-Object Name -eq kv-offer
                                        $null = New-AzureRmSubscription -OfferId $offer.Id -DisplayName Mine | Select-AzureRmSubscription
                                        (Register-AzureRmResourceProvider -ProviderNamespace Microsoft.KeyVault).RegistrationState
                                        $null = New-AzureRmResourceGroup -Name rg -Location local
                                        foreach ($name in 'alices', 'another') {
                                            $null = New-AzureRmKeyVault -VaultName $name -ResourceGroupName rg -Location local
                                            $null = Set-AzureKeyVaultSecret -VaultName $name -Name s -SecretValue $password
                                            (Get-AzureKeyVaultSecret -VaultName $name -Name s).SecretValueText
                                        }
                                        """))
                .isEqualTo(
                        """
                        the signed-in account has no subscription
                        the signed-in account has no subscription
                        Registered
                        correct horse 1
                        correct horse 1\
                        """);
    }

    @Test
    @Tag("seed:I-3")
    @Tag("seed:P-4")
    void anOfferWithoutKeyVaultGivesNone() {
        assertThat(
                        shell.run(
                                PEOPLE
                                        + """
                                        company fabrikam.example alice, bob
                                        $null = Select-AzContext operator
                                        $plan = New-AzsPlan -Name other key-vault -QuotaIds (Get-AzsSubscriptionQuota).Id
                                        $null = $plan | New-AzsOffer -Name other -ResourceGroupName key-vault -State Public
                                        signIn bob@fabrikam.example
                                        $null = subscribe key-vault 'Of Bob'
                                        signIn alice@fabrikam.example
                                        $null = subscribe key-vault 'With vaults'
                                        $null = subscribe other 'Without'
                                        rule { Register-AzResourceProvider -ProviderNamespace Microsoft.KeyVault }
                                        $null = New-AzResourceGroup -Name rg -Location local
                                        rule { New-AzKeyVault -VaultName none -ResourceGroupName rg -Location local }
                                        Get-AzSubscription | Sort-Object Name | ForEach-Object {
                                            $null = $_ | Set-AzContext
                                            "$($_.Name): $((Get-AzResourceProvider -ListAvailable).ProviderNamespace -contains 'Microsoft.KeyVault')"
                                        }
                                        """))
                .isEqualTo(
                        """
                        InvalidResourceNamespace
                        MissingSubscriptionRegistration
                        With vaults: True
                        Without: False\
                        """);
    }

    @Test
    @Tag("seed:I-5")
    void vaultsAreThereForUsersAloneAndTheAdministratorSignsInAsOne() {
        assertThat(
                        shell.run(
                                PEOPLE
                                        + """
                                        $null = Select-AzContext operator
                                        rule { Register-AzResourceProvider -ProviderNamespace Microsoft.KeyVault }
                                        $null = New-AzResourceGroup -Name rg -Location local
                                        rule { New-AzKeyVault -VaultName admins -ResourceGroupName rg -Location local }
                                        @(Get-AzKeyVault).Count
                                        $null = Connect-AzAccount -Environment Keyward -Force
                                        $null = New-AzKeyVault -VaultName admins -ResourceGroupName demo -Location local
                                        (Get-AzKeyVault).VaultName -contains 'admins'
                                        """))
                .isEqualTo("InvalidResourceNamespace\nNotFound\n0\nTrue");
    }

    @Test
    @Tag("seed:I-29")
    void eachCustomersKeyIsUsedAsFarAsTheCustomerGrants() throws Exception {
        Map<String, KeyPair> keys = new TreeMap<>();
        for (String customer : List.of("contoso", "fabrikam")) {
            KeyPair pair = rsa();
            keys.put(customer, pair);
            Files.writeString(
                    folder.resolve(customer + ".pem"),
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                            + "\n-----END PRIVATE KEY-----\n");
        }
        String shown =
                shell.run(
                        PEOPLE
                                + """
                                $digest = [byte[]](1..32)
                                $apps = @{}
                                foreach ($customer in 'contoso', 'fabrikam') {
                                    company "$customer.example" owner
                                    $apps[$customer] = application "$customer.example"
                                    signIn "owner@$customer.example"
                                    $null = subscribe key-vault $customer
                                    $null = Register-AzResourceProvider -ProviderNamespace Microsoft.KeyVault
                                    $null = New-AzResourceGroup -Name rg -Location local
                                    $null = New-AzKeyVault -VaultName $customer -ResourceGroupName rg -Location local -DisableRbacAuthorization
                                    Set-AzKeyVaultAccessPolicy $customer -UserPrincipalName "owner@$customer.example" -PermissionsToKeys import, get, update
                                    Set-AzKeyVaultAccessPolicy $customer -ServicePrincipalName $apps[$customer].Id -PermissionsToKeys sign
                                    $null = Add-AzKeyVaultKey $customer own -KeyFilePath "$customer.pem"
                                }
                                function sign($vault) { Invoke-AzKeyVaultKeyOperation $vault own -Operation Sign -Algorithm RS256 -ByteArrayValue $digest }
                                foreach ($customer in 'contoso', 'fabrikam') {
                                    $app = $apps[$customer]
                                    $null = Connect-AzAccount -Environment Keyward -ServicePrincipal -Credential $app.Credential -Tenant $app.Tenant -ContextName "app of $customer"
                                    "$customer=$([Convert]::ToBase64String((sign $customer).RawResult))"
                                    rule { Get-AzKeyVaultKey $customer own }
                                    rule { Backup-AzKeyVaultKey $customer own }
                                    rule { sign ($apps.Keys | Where-Object { $_ -ne $customer }) }
                                }
                                $null = Select-AzContext owner@fabrikam.example
                                $null = Update-AzKeyVaultKey fabrikam own -Enable $false
                                $null = Select-AzContext 'app of fabrikam'
                                rule { sign fabrikam }
                                $null = Select-AzContext 'app of contoso'
                                (sign contoso).RawResult.Length
                                """);
        List<String> lines = shown.lines().toList();
        assertThat(lines).hasSize(10);
        for (String line : List.of(lines.get(0), lines.get(4))) {
            String customer = line.substring(0, line.indexOf('='));
            byte[] signature = Base64.getDecoder().decode(line.substring(customer.length() + 1));
            KeyPair own = Objects.requireNonNull(keys.get(customer));
            assertThat(opened(own, signature)).as(customer).endsWith(DIGEST);
        }
        assertThat(lines.subList(1, 4)).containsExactly("Forbidden", "Forbidden", "Unauthorized");
        assertThat(lines.subList(5, 8)).containsExactly("Forbidden", "Forbidden", "Unauthorized");
        assertThat(lines.subList(8, 10)).containsExactly("Forbidden", "256");
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    /// What was signed, with the padding before it.
    private static byte[] opened(KeyPair pair, byte[] signature) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return new BigInteger(1, signature)
                .modPow(key.getPublicExponent(), key.getModulus())
                .toByteArray();
    }

    /// Two regions and two subscriptions, by one list and one set of names.
    @Test
    @Tag("seed:I-34")
    void vaultsOfAllSubscriptionsAndRegionsAreUsedAlike() throws IOException {
        shell.close();
        Path home = folder.resolve("two/home");
        Files.createDirectories(
                home,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(home.resolve("keyward.properties"), "locations=west\n");
        shell = new CertificateShell(folder.resolve("two"));
        assertThat(
                        shell.run(
                                """
                                (Get-AzLocation).Location -join ' '
                                $second = Get-AzsOffer | New-AzsSubscription -DisplayName Second | Set-AzContext
                                $null = Register-AzResourceProvider -ProviderNamespace Microsoft.KeyVault
                                $null = New-AzResourceGroup -Name rg -Location west
                                $null = New-AzKeyVault -VaultName there -ResourceGroupName rg -Location west -DisableRbacAuthorization
                                Set-AzKeyVaultAccessPolicy there -UserPrincipalName (Get-AzContext).Account.Id -PermissionsToSecrets all
                                $all = foreach ($subscription in Get-AzSubscription) { Get-AzKeyVault -DefaultProfile ($subscription | Set-AzContext) }
                                ($all.VaultName | Sort-Object) -join ' '
                                foreach ($vault in $all) {
                                    $null = Set-AzKeyVaultSecret $vault.VaultName s (ConvertTo-SecureString "of $($vault.VaultName)" -AsPlainText -Force)
                                    $secret = Get-AzKeyVaultSecret $vault.VaultName s
                                    "$($secret.Id -replace '/secrets.*') $(Get-AzKeyVaultSecret $vault.VaultName s -AsPlainText)"
                                }
                                """))
                .isEqualTo(
                        """
                        local west
                        demo there
                        https://demo.vault.local.keyward.localhost of demo
                        https://there.vault.west.keyward.localhost of there\
                        """);
    }

    /// The location of a vault stands in its record, and that is damaged.
    @Test
    void aDamagedVaultIsRepairedInTheLocationThatIsNamed() throws IOException {
        shell.close();
        Files.writeString(folder.resolve("home/keyward.properties"), "locations=west\n");
        shell = CertificateShell.opened(folder);
        assertThat(
                        shell.run(
                                """
                                $null = Set-Plan key-vault -QuotaIds (Get-Quota Unlimited).Id
                                $null = New-Vault far demo west
                                Set-AccessPolicy far -UserPrincipalName (Get-Context).Account.Id -PermissionsToSecrets get, set
                                $null = Set-Secret far box (ConvertTo-SecureString kept -AsPlainText -Force)
                                """))
                .isEmpty();
        shell.close();
        damage("demo", "west");
        shell = CertificateShell.opened(folder);
        assertThat(
                        shell.run(
                                """
                                try { Get-Secret far box -ErrorAction Stop } catch { 'refused' }
                                $repair = Repair-Vault far -Reason 'disk 3' -ResourceGroupName demo -Location west -Force
                                $repair.RecordMadeAnew
                                (Get-Vault far).Location
                                Set-AccessPolicy far -UserPrincipalName (Get-Context).Account.Id -PermissionsToSecrets get
                                Get-Secret far box -AsPlainText
                                """))
                .isEqualTo(
                        """
                        refused
                        True
                        west
                        kept\
                        """);
    }

    /// Changes a letter of the record in which one text follows the other.
    private void damage(String before, String text) throws IOException {
        int changed = 0;
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder.resolve("home/data"))) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            Matcher found = Pattern.compile("(?s)(" + before + ".{1,8})" + text).matcher(bytes);
            String next = found.replaceAll("$1" + text.replace('w', 'v'));
            if (!next.equals(bytes)) {
                Files.writeString(file, next, StandardCharsets.ISO_8859_1);
                changed++;
            }
        }
        assertThat(changed).isOne();
    }

    /// As a guest directory comes and goes on Azure Stack: its administrator's consent is the
    /// second step of the one, and taking it back the first of the other.
    @Test
    void aDirectoryComesInAndGoesByTheNamesOfAzureStackTools() {
        assertThat(
                        shell.run(
                                PEOPLE
                                        + """
                                        company fabrikam.example alice
                                        $endpoint = (Get-AzEnvironment Keyward).ResourceManagerUrl
                                        $null = Select-AzContext fabrikam.example
                                        (Register-AzSWithMyDirectoryTenant -TenantResourceManagerEndpoint $endpoint -DirectoryTenantName fabrikam.example).Consented
                                        rule { Register-AzSWithMyDirectoryTenant -TenantResourceManagerEndpoint https://management.else.example -DirectoryTenantName fabrikam.example }
                                        signIn alice@fabrikam.example
                                        rule { Unregister-AzSWithMyDirectoryTenant -TenantResourceManagerEndpoint $endpoint -DirectoryTenantName fabrikam.example -Force }
                                        Unregister-AzSWithMyDirectoryTenant -TenantResourceManagerEndpoint $endpoint -DirectoryTenantName fabrikam.example -Force -DefaultProfile $admins['fabrikam.example']
                                        rule { Get-AzSubscription -DefaultProfile (Get-AzContext -Name alice@fabrikam.example) }
                                        """))
                .matches(
                        """
                        True
                        -TenantResourceManagerEndpoint: must be that of the context, https://management[^ ]*; sign in there.
                        AuthorizationFailed
                        InvalidAuthenticationTokenTenant\
                        """);
    }

    @Test
    void settingsThatAreNoneAreNamed() throws IOException {
        shell.close();
        Path home = folder.resolve("home");
        Files.writeString(home.resolve("keyward.properties"), "locations=west, West\n");
        shell = CertificateShell.opened(folder);
        assertThat(shell.run("Get-Vault"))
                .contains("keyward.properties can't be taken: locations is no list of regions")
                .contains("'West' must be letters a to z");
        Files.writeString(home.resolve("keyward.properties"), "port=1\n");
        assertThat(shell.run("Get-Vault")).contains("port is no setting; there is locations");
    }

    @Test
    void changesAreAskedForShownAndRefusedByTheirRules() {
        assertThat(
                        shell.run(
                                PEOPLE
                                        + """
                                        New-Plan gold key-vault -QuotaIds x -WhatIf
                                        Set-Offer key-vault -State Private -WhatIf
                                        (Get-Offer key-vault).State
                                        rule { New-Plan key-vault key-vault -QuotaIds x }
                                        rule { New-Plan gold nowhere -QuotaIds x }
                                        rule { New-Plan gold key-vault -QuotaIds x }
                                        rule { Set-Plan nothing -DisplayName x }
                                        rule { Set-Plan -ResourceId x -DisplayName x }
                                        rule { New-Offer gold key-vault -AddonPlanDefinition @{ Plan = 1 } -ResourceGroupName key-vault }
                                        rule { Set-Quota -ResourceId x -MaxVaults 1 }
                                        rule { Get-Plan -Top -2 }
                                        rule { New-Subscription nothing }
                                        rule { New-DirectoryTenant x.example -AdminResourceManagerEndpoint https://elsewhere.example.org }
                                        company fabrikam.example alice
                                        signIn alice@fabrikam.example
                                        rule { New-Plan gold key-vault -QuotaIds x }
                                        rule { Get-UserSubscription }
                                        """))
                .isEqualTo(
                        """
                        What if: Performing the operation "Create a new plan." on target "gold".
                        What if: Performing the operation "Update an offer." on target "key-vault".
                        Public
                        There's a plan 'key-vault' already; Set-Plan changes it.
                        ResourceGroupNotFound
                        BadRequest
                        There's no plan 'nothing'.
                        -ResourceId: must be the id of a plan, as objects have it.
                        -AddonPlanDefinition: must be ids of plans, or tables such as @{ PlanId = $plan.Id; MaxAcquisitionCount = 2 }.
                        -ResourceId: must be the id of a quota, as objects have it.
                        -Top: must be 0 or more.
                        Nobody subscribes at the operator's endpoint. New-UserSubscription gives somebody a subscription; to subscribe oneself, sign in at the management endpoint (Connect-Account -Environment).
                        -AdminResourceManagerEndpoint: must be that of the context, https://adminmanagement.local.keyward.localhost; sign in there.
                        nothing of the operator's subscription is shown to alice@fabrikam.example
                        nothing of the operator's subscription is shown to alice@fabrikam.example\
                        """);
    }
}
