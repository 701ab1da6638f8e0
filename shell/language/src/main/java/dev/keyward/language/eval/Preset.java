package dev.keyward.language.eval;

import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.NetVersion;
import java.util.List;
import java.util.Locale;

/// The variables a session begins with.
final class Preset {
    private final Evaluator evaluator;

    Preset(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    void fill(Scope scope) {
        scope.set("ErrorActionPreference", "Continue");
        scope.set("WarningPreference", "Continue");
        scope.set("VerbosePreference", "SilentlyContinue");
        scope.set("DebugPreference", "SilentlyContinue");
        scope.set("InformationPreference", "SilentlyContinue");
        scope.set("ProgressPreference", "Continue");
        scope.set("ConfirmPreference", "High");
        scope.set("WhatIfPreference", false);
        scope.set("ErrorView", "ConciseView");
        scope.set("OFS", " ");
        scope.set("FormatEnumerationLimit", 4);
        scope.set("MaximumHistoryCount", 4096);
        scope.set("MaximumErrorCount", 256);
        scope.set("PSDefaultParameterValues", new PsHashtable());
        scope.set("Error", evaluator.errors());
        scope.set("HOME", evaluator.surround().environment().getOrDefault("HOME", ""));
        scope.set("PID", (int) ProcessHandle.current().pid());
        scope.set("LASTEXITCODE", null);
        scope.set("NestedPromptLevel", 0);
        scope.set("PSScriptRoot", "");
        scope.set("PSCommandPath", "");
        scope.set("ShellId", "Keyward");
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win");
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
        scope.put(new Variable("IsWindows", windows).makeConstant());
        scope.put(new Variable("IsMacOS", mac).makeConstant());
        scope.put(new Variable("IsLinux", !windows && !mac).makeConstant());
        scope.put(new Variable("IsCoreCLR", true).makeConstant());
        scope.put(new Variable("PSVersionTable", versions()));
        scope.set("PSEdition", "Core");
        PsObject culture = new PsObject("System.Globalization.CultureInfo");
        culture.set("Name", "en-US").readingAs(_ -> "en-US");
        scope.set("PSCulture", "en-US");
        scope.set("PSUICulture", "en-US");
        PsObject host = new PsObject("System.Management.Automation.Internal.Host.InternalHost");
        host.set("Name", "ConsoleHost");
        host.set("Version", version("7.6.0"));
        host.set("CurrentCulture", culture);
        host.set("CurrentUICulture", culture);
        host.set("UI", new HostView(evaluator.host()).ui());
        scope.set("Host", host);
    }

    private PsHashtable versions() {
        PsHashtable table = new PsHashtable();
        table.put("PSVersion", version("7.6.0"));
        table.put("PSEdition", "Core");
        table.put("GitCommitId", "7.6.0");
        table.put("OS", System.getProperty("os.name", ""));
        table.put("Platform", "Unix");
        table.put("PSCompatibleVersions", List.of(version("5.1"), version("7.0")).toArray());
        table.put("PSRemotingProtocolVersion", version("2.3"));
        table.put("SerializationVersion", version("1.1.0.1"));
        return table;
    }

    private Object version(String text) {
        Object version = evaluator.values().conversions().convert(text, NetType.VERSION);
        return version instanceof NetVersion it ? it : text;
    }
}
