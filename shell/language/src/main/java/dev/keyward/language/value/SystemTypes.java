package dev.keyward.language.value;

import dev.keyward.cmdlet.PsHashtable;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Guid, Uri, Version, Environment, Random, Stopwatch and what old scripts call to no effect.
final class SystemTypes {
    private SystemTypes() {}

    static List<TypeEntry> entries() {
        return List.of(
                guid(),
                uri(),
                version(),
                environment(),
                random(),
                watch(stopwatch()),
                protocol(),
                assembly(),
                membership(),
                console(),
                collector(),
                threads(),
                web(),
                settings());
    }

    private static TypeEntry guid() {
        return TypeEntry.of(NetType.GUID)
                .constant("Empty", _ -> new UUID(0, 0))
                .fixed("NewGuid", 0, 0, c -> made(c.values().surroundings()))
                .fixed("Parse", 1, 1, c -> c.parsed(0, NetType.GUID))
                .fixed(
                        "TryParse",
                        2,
                        2,
                        c -> c.give(1, Guids.parse(c.text(0)).orElse(null), new UUID(0, 0)))
                .property("Guid", c -> c.selfText())
                .constructor(0, 0, _ -> new UUID(0, 0))
                .constructor(1, 1, c -> c.parsed(0, NetType.GUID))
                .method("ToByteArray", 0, 0, SystemTypes::guidBytes);
    }

    /// A random Guid (RFC 4122 version 4).
    static UUID made(Surroundings surroundings) {
        long high = surroundings.random().nextLong() & ~0xf000L | 0x4000L;
        long low = surroundings.random().nextLong() & ~(3L << 62) | 1L << 63;
        return new UUID(high, low);
    }

    private static byte[] guidBytes(Call c) {
        byte[] all = new byte[16];
        String hex = c.selfText().replace("-", "");
        int[] order = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
        for (int i = 0; i < 16; i++) {
            all[i] = (byte) Integer.parseInt(hex, order[i] * 2, order[i] * 2 + 2, 16);
        }
        return all;
    }

    private static URI self(Call c) {
        return c.self(URI.class);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static TypeEntry uri() {
        return TypeEntry.of(NetType.URI)
                .property("AbsolutePath", c -> Uris.path(self(c)))
                .property("AbsoluteUri", c -> Uris.absolute(self(c)))
                .property("LocalPath", c -> orEmpty(self(c).getPath()))
                .property("Authority", c -> Uris.authority(self(c)))
                .property("HostNameType", c -> self(c).getHost() == null ? "Unknown" : "Dns")
                .property("IsDefaultPort", c -> self(c).getPort() < 0)
                .property("IsFile", c -> "file".equalsIgnoreCase(self(c).getScheme()))
                .property("PathAndQuery", c -> Uris.path(self(c)) + query(self(c)))
                .property("Segments", c -> Uris.segments(self(c)))
                .property("Host", c -> orEmpty(self(c).getHost()))
                .property("DnsSafeHost", c -> orEmpty(self(c).getHost()))
                .property("Port", c -> Uris.port(self(c)))
                .property("Query", c -> query(self(c)))
                .property(
                        "Fragment",
                        c -> self(c).getRawFragment() == null ? "" : "#" + self(c).getRawFragment())
                .property("Scheme", c -> orEmpty(self(c).getScheme()))
                .property("OriginalString", c -> self(c).toString())
                .property("IsAbsoluteUri", c -> self(c).isAbsolute())
                .property("UserInfo", c -> orEmpty(self(c).getUserInfo()))
                .method("ToString", 0, 0, c -> Uris.absolute(self(c)))
                .fixed("EscapeDataString", 1, 1, c -> Uris.escape(c.text(0)))
                .fixed("EscapeUriString", 1, 1, c -> c.text(0).replace(" ", "%20"))
                .fixed("UnescapeDataString", 1, 1, c -> Uris.unescape(c.text(0)))
                .fixed(
                        "IsWellFormedUriString",
                        2,
                        2,
                        c ->
                                c.values()
                                        .conversions()
                                        .attempt(c.get(0), NetType.URI)
                                        .map(u -> ((URI) u).isAbsolute())
                                        .orElse(false))
                .constructor(1, 2, SystemTypes::madeUri);
    }

    private static URI madeUri(Call c) {
        try {
            if (c.get(0) instanceof URI base) {
                return base.resolve(Uris.parse(c.text(1)));
            }
            URI made = Uris.parse(c.text(0));
            boolean relativeAllowed = c.has(1);
            if (!made.isAbsolute() && !relativeAllowed) {
                throw notUri();
            }
            return c.get(1) instanceof String path
                            && !path.matches("(?i)absolute|relative|relativeOrAbsolute")
                    ? made.resolve(Uris.parse(path))
                    : made;
        } catch (URISyntaxException e) {
            throw notUri();
        }
    }

    private static NetException notUri() {
        return NetException.of(
                "System.UriFormatException",
                "Invalid URI: The format of the URI could not be determined.");
    }

    private static String query(URI uri) {
        return uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    }

    private static TypeEntry version() {
        return TypeEntry.of(NetType.VERSION)
                .property("Major", c -> c.self(NetVersion.class).major())
                .property("Minor", c -> c.self(NetVersion.class).minor())
                .property("Build", c -> c.self(NetVersion.class).build())
                .property("Revision", c -> c.self(NetVersion.class).revision())
                .fixed("Parse", 1, 1, c -> c.parsed(0, NetType.VERSION))
                .constructor(1, 1, c -> NetVersion.parse(c.text(0)))
                .constructor(
                        2,
                        4,
                        c ->
                                new NetVersion(
                                        c.whole(0),
                                        c.whole(1),
                                        c.has(2) ? c.whole(2) : -1,
                                        c.has(3) ? c.whole(3) : -1))
                .method("ToString", 0, 0, c -> c.self(NetVersion.class).toString());
    }

    private static Map<String, String> variables(Call c) {
        return c.values().surroundings().session().environment();
    }

    private static TypeEntry environment() {
        return TypeEntry.of("System.Environment")
                .constant("NewLine", _ -> System.lineSeparator())
                .constant("MachineName", c -> machine(c))
                .constant("UserName", _ -> System.getProperty("user.name", ""))
                .constant("UserDomainName", c -> machine(c))
                .constant(
                        "CurrentDirectory",
                        c -> c.values().surroundings().session().location().toString())
                .constant("ProcessorCount", _ -> Runtime.getRuntime().availableProcessors())
                .constant("Is64BitOperatingSystem", _ -> true)
                .constant("Is64BitProcess", _ -> true)
                .constant(
                        "TickCount",
                        c -> (int) c.values().surroundings().clock().instant().toEpochMilli())
                .constant("ProcessId", _ -> (int) ProcessHandle.current().pid())
                .constant("ExitCode", _ -> 0)
                .constant("Version", _ -> new NetVersion(9, 0, 0, -1))
                .fixed("GetEnvironmentVariable", 1, 2, c -> variables(c).get(c.text(0)))
                .fixed("GetEnvironmentVariables", 0, 1, c -> PsHashtable.of(variables(c)))
                .fixed("SetEnvironmentVariable", 2, 3, SystemTypes::setVariable)
                .fixed("ExpandEnvironmentVariables", 1, 1, SystemTypes::expanded)
                .fixed("GetFolderPath", 1, 1, _ -> System.getProperty("user.home", ""))
                .fixed("GetCommandLineArgs", 0, 0, _ -> new String[] {"keyward"});
    }

    private static String machine(Call c) {
        String name = variables(c).get("HOSTNAME");
        if (name != null) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static Object setVariable(Call c) {
        if (c.text(1).isEmpty()) {
            variables(c).remove(c.text(0));
        } else {
            variables(c).put(c.text(0), c.text(1));
        }
        return Nothing.NOTHING;
    }

    private static String expanded(Call c) {
        String text = c.text(0);
        for (var entry : variables(c).entrySet()) {
            text = text.replace("%" + entry.getKey() + "%", entry.getValue());
        }
        return text;
    }

    private static TypeEntry random() {
        return TypeEntry.of("System.Random")
                .constructor(
                        0,
                        1,
                        c ->
                                c.has(0)
                                        ? new NetRandom(new java.util.Random(c.whole(0)))
                                        : new NetRandom(c.values().surroundings().random()));
    }

    private static TypeEntry stopwatch() {
        return TypeEntry.of("System.Diagnostics.Stopwatch")
                .fixed("StartNew", 0, 0, c -> new Watch(c.values().surroundings(), true))
                .constructor(0, 0, c -> new Watch(c.values().surroundings(), false));
    }

    private static TypeEntry watch(TypeEntry entry) {
        return entry.property("Elapsed", c -> c.self(Watch.class).elapsed())
                .property("ElapsedMilliseconds", c -> c.self(Watch.class).elapsed().toMillis())
                .property("ElapsedTicks", c -> Dates.ticks(c.self(Watch.class).elapsed()))
                .property("IsRunning", c -> c.self(Watch.class).isRunning())
                .method("Start", 0, 0, c -> quiet(c.self(Watch.class)::start))
                .method("Stop", 0, 0, c -> quiet(c.self(Watch.class)::stop))
                .method("Reset", 0, 0, c -> quiet(c.self(Watch.class)::reset))
                .method(
                        "Restart",
                        0,
                        0,
                        c ->
                                quiet(() -> {
                                    c.self(Watch.class).reset();
                                    c.self(Watch.class).start();
                                }));
    }

    private static Object quiet(Runnable work) {
        work.run();
        return Nothing.NOTHING;
    }

    /// A stopwatch over the session's clock.
    private static final class Watch implements NetObject {
        private final Surroundings surroundings;
        private Duration before = Duration.ZERO;
        private @Nullable Instant since;

        Watch(Surroundings surroundings, boolean running) {
            this.surroundings = surroundings;
            if (running) {
                start();
            }
        }

        @Override
        public NetType type() {
            return NetType.of("System.Diagnostics.Stopwatch");
        }

        Duration elapsed() {
            return since == null
                    ? before
                    : before.plus(Duration.between(since, surroundings.clock().instant()));
        }

        boolean isRunning() {
            return since != null;
        }

        void start() {
            if (since == null) {
                since = surroundings.clock().instant();
            }
        }

        void stop() {
            before = elapsed();
            since = null;
        }

        void reset() {
            before = Duration.ZERO;
            since = null;
        }

        @Override
        public String toString() {
            return "System.Diagnostics.Stopwatch";
        }
    }

    /// Scripts set the protocol for old servers; connections here choose it themselves.
    private static TypeEntry protocol() {
        return TypeEntry.of("System.Net.ServicePointManager")
                .setting(
                        "SecurityProtocol",
                        c -> EnumTypes.parse(tls(), "Tls12"),
                        _ -> Nothing.NOTHING)
                .setting("Expect100Continue", _ -> true, _ -> Nothing.NOTHING)
                .setting("DefaultConnectionLimit", _ -> 2, _ -> Nothing.NOTHING)
                .setting("ServerCertificateValidationCallback", _ -> null, _ -> Nothing.NOTHING);
    }

    private static EnumTypes.Constants tls() {
        EnumTypes.Constants constants = EnumTypes.of(NetType.of("System.Net.SecurityProtocolType"));
        if (constants == null) {
            throw new IllegalStateException("SecurityProtocolType");
        }
        return constants;
    }

    private static TypeEntry assembly() {
        return TypeEntry.of("System.Reflection.Assembly")
                .fixed("LoadWithPartialName", 1, 1, _ -> null)
                .fixed("Load", 1, 1, _ -> null)
                .fixed("LoadFrom", 1, 1, _ -> null)
                .fixed("LoadFile", 1, 1, _ -> null);
    }

    /// Passwords with at least so many marks, as ASP.NET made them.
    private static TypeEntry membership() {
        return TypeEntry.of("System.Web.Security.Membership")
                .fixed("GeneratePassword", 2, 2, SystemTypes::password);
    }

    private static String password(Call c) {
        String marks = "!@#$%^&*()_-+=[{]};:>|./?";
        String letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        int length = c.whole(0);
        int least = c.whole(1);
        if (length < 1 || length > 128) {
            throw NetException.argument("Value must be between 1 and 128.", "length");
        }
        StringBuilder password = new StringBuilder();
        var random = c.values().surroundings().random();
        for (int i = 0; i < length; i++) {
            String from = i < least ? marks : letters + marks;
            password.insert(
                    random.nextInt(password.length() + 1),
                    from.charAt(random.nextInt(from.length())));
        }
        return password.toString();
    }

    private static TypeEntry console() {
        return TypeEntry.of("System.Console")
                .setting("OutputEncoding", _ -> TextTypes.UTF8, _ -> Nothing.NOTHING)
                .setting("InputEncoding", _ -> TextTypes.UTF8, _ -> Nothing.NOTHING);
    }

    private static TypeEntry collector() {
        return TypeEntry.of("System.GC").fixed("Collect", 0, 2, _ -> Nothing.NOTHING);
    }

    private static TypeEntry threads() {
        return TypeEntry.of("System.Threading.Thread")
                .constant(
                        "CurrentThread",
                        _ ->
                                new dev.keyward.cmdlet.PsObject("System.Threading.Thread")
                                        .set("CurrentCulture", "en-US")
                                        .set("CurrentUICulture", "en-US"));
    }

    private static TypeEntry web() {
        return TypeEntry.of("System.Net.WebUtility")
                .fixed("UrlEncode", 1, 1, c -> Uris.escape(c.text(0)).replace("%20", "+"))
                .fixed("UrlDecode", 1, 1, c -> Uris.unescape(c.text(0).replace("+", " ")))
                .fixed(
                        "HtmlEncode",
                        1,
                        1,
                        c ->
                                c.text(0)
                                        .replace("&", "&amp;")
                                        .replace("<", "&lt;")
                                        .replace(">", "&gt;")
                                        .replace("\"", "&quot;")
                                        .replace("'", "&#39;"))
                .fixed(
                        "HtmlDecode",
                        1,
                        1,
                        c ->
                                c.text(0)
                                        .replace("&lt;", "<")
                                        .replace("&gt;", ">")
                                        .replace("&quot;", "\"")
                                        .replace("&#39;", "'")
                                        .replace("&amp;", "&"));
    }

    private static TypeEntry settings() {
        return TypeEntry.of("System.Runtime.InteropServices.RuntimeInformation")
                .constant(
                        "OSDescription",
                        _ ->
                                System.getProperty("os.name", "")
                                        + " "
                                        + System.getProperty("os.version", ""))
                .constant(
                        "FrameworkDescription",
                        _ -> "Java " + System.getProperty("java.version", ""))
                .constant("OSArchitecture", _ -> System.getProperty("os.arch", ""));
    }
}
