package dev.keyward.api;

import dev.keyward.api.exchange.Endpoints;
import dev.keyward.issuers.AuthorityDeed;
import dev.keyward.issuers.VaultAuthority;
import dev.keyward.issuers.acme.AcmeAccess;
import dev.keyward.issuers.acme.AcmeChallenges;
import dev.keyward.issuers.acme.AcmeIssuer;
import dev.keyward.issuers.acme.DnsChallenges;
import dev.keyward.vault.issuers.CertificateIssuers;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.upkeep.Chore;
import java.util.List;
import java.util.function.Function;

/// Who may be named as the provider of an issuer, and what else belongs to them.
record IssuersOfDeployment(
        VaultAuthority authority,
        AcmeChallenges challenges,
        CertificateIssuers providers,
        List<Chore> chores) {
    static IssuersOfDeployment of(
            Foundation foundation,
            Endpoints endpoints,
            Function<AuthorityDeed, byte[]> told,
            AcmeAccess access) {
        VaultAuthority authority = new VaultAuthority(foundation, endpoints::vault, told);
        AcmeChallenges challenges = new AcmeChallenges(foundation.records(), foundation.store());
        DnsChallenges records =
                new DnsChallenges(
                        access.answers().dns(),
                        access.lookup(),
                        foundation.records(),
                        foundation.store());
        return new IssuersOfDeployment(
                authority,
                challenges,
                new CertificateIssuers(
                        List.of(
                                authority,
                                new AcmeIssuer(foundation, access, challenges, records))),
                List.of(authority.chore(), challenges, records));
    }
}
