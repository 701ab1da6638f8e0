package dev.keyward.console;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.language.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The scripts a session begins with, as `$PROFILE` names them: two of the installation, for all
/// users, and two of this user's, in `$KEYWARD_HOME`.
///
/// @param installation the folder of `$PSHOME`; null if it isn't known
record Profiles(@Nullable Path installation, Path home) {
    private static final String ALL_HOSTS = "profile.ps1";
    private static final String THIS_HOST = "Keyward_profile.ps1";

    /// `$PSHOME` and `$PROFILE`: the user's own profile for this host, with all four as properties.
    void define(Session session) {
        PsObject profile = new PsObject("System.String");
        if (installation != null) {
            session.variable("PSHOME", installation.toString());
            profile.set("AllUsersAllHosts", installation.resolve(ALL_HOSTS).toString());
            profile.set("AllUsersCurrentHost", installation.resolve(THIS_HOST).toString());
        }
        String own = home.resolve(THIS_HOST).toString();
        profile.set("CurrentUserAllHosts", home.resolve(ALL_HOSTS).toString());
        profile.set("CurrentUserCurrentHost", own);
        session.variable("PROFILE", profile.readingAs(_ -> own));
    }

    /// Runs those there are in the session's own scope, all users' first; their errors are shown
    /// and end nothing but the profile they are in, and so does `exit`.
    void run(Session session) {
        for (Path file : files()) {
            if (Files.isRegularFile(file)) {
                session.run(". '" + file.toString().replace("'", "''") + "'", "");
            }
        }
    }

    private List<Path> files() {
        return Stream.of(installation, home)
                .filter(Objects::nonNull)
                .flatMap(folder -> Stream.of(folder.resolve(ALL_HOSTS), folder.resolve(THIS_HOST)))
                .toList();
    }
}
