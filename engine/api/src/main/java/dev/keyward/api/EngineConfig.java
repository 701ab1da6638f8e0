package dev.keyward.api;

import dev.keyward.issuers.acme.AcmeAnswers;
import dev.keyward.model.Regions;
import dev.keyward.model.VaultName;
import dev.keyward.outside.OutsideRules;
import dev.keyward.outside.mail.MailServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an engine is opened with.
///
/// @param home directory of all state; made with mode 0700 if it isn't there
/// @param regions such as `local` alone
/// @param domain lower case, such as `keyward.localhost`
/// @param publicPort the port clients use, which stands in URLs unless it is 443
/// @param defaultVault the vault that any host without a meaning of its own reaches, or null
/// @param publicAuthorities `host` or `host:port`, lower case, that may be echoed in URLs beside
///   loopback names when there is a default vault
/// @param outside whom the deployment may call
/// @param rsaPool RSA-2048 keys made in advance while idle, and fewer of the longer ones; 0 for
///   none
/// @param acme how challenges of ACME servers are answered; over HTTP if [Engine#challengeAnswer]
///   is asked by whoever listens on port 80 of the names to be certified
/// @param mail takes mails to the contacts of certificates; null if nobody is mailed
/// @param anchorCopy file outside the home that the anchor is kept in too; null for none
/// @param tokens what they are signed with
/// @param mutualTlsPort the port clients use to prove a certificate; 0 for none
public record EngineConfig(
        Path home,
        Regions regions,
        String domain,
        int publicPort,
        @Nullable VaultName defaultVault,
        Set<String> publicAuthorities,
        Profile profile,
        InstantSource clock,
        SecureRandom random,
        OutsideRules outside,
        int rsaPool,
        AcmeAnswers acme,
        @Nullable MailServer mail,
        Pace pace,
        @Nullable Path anchorCopy,
        TokenSigning tokens,
        int mutualTlsPort) {
    /// Of one region, that calls nobody outside, makes no RSA keys in advance nor for its tokens,
    /// and throttles nobody.
    ///
    /// @param location the region
    public EngineConfig(
            Path home,
            String location,
            String domain,
            int publicPort,
            @Nullable VaultName defaultVault,
            Set<String> publicAuthorities,
            Profile profile,
            InstantSource clock,
            SecureRandom random) {
        this(
                home,
                Regions.of(location),
                domain,
                publicPort,
                defaultVault,
                publicAuthorities,
                profile,
                clock,
                random);
    }

    /// That calls nobody outside, makes no RSA keys in advance nor for its tokens, and throttles
    /// nobody.
    public EngineConfig(
            Path home,
            Regions regions,
            String domain,
            int publicPort,
            @Nullable VaultName defaultVault,
            Set<String> publicAuthorities,
            Profile profile,
            InstantSource clock,
            SecureRandom random) {
        this(
                home,
                regions,
                domain,
                publicPort,
                defaultVault,
                publicAuthorities,
                profile,
                clock,
                random,
                OutsideRules.NONE,
                0,
                AcmeAnswers.NONE,
                null,
                Pace.FULL,
                null,
                TokenSigning.ES256,
                0);
    }

    public EngineConfig {
        publicAuthorities = Set.copyOf(publicAuthorities);
    }

    /// What the engine is opened for; decides what the first start makes.
    public enum Profile {
        /// In the shell's process, for one local administrator.
        EMBEDDED,
        /// A server with throw-away state and ready credentials.
        DEV,
        /// A server that keeps its state.
        SERVER
    }
}
