package dev.keyward.language.utility;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.View;
import java.util.List;
import java.util.stream.Stream;

/// The utility cmdlets with the views of what they give.
public final class Utilities {
    private Utilities() {}

    public static Catalogue all() {
        List<Cmdlet> cmdlets =
                Stream.of(
                                WriteCommands.all(),
                                SelectCommands.all(),
                                OrderCommands.all(),
                                MeasureCommands.all(),
                                TimeCommands.all(),
                                ChanceCommands.all(),
                                SecretCommands.all(),
                                JsonCommands.all(),
                                CsvCommands.all(),
                                ContentCommands.all(),
                                ItemCommands.all(),
                                PathCommands.all(),
                                ObjectCommands.all(),
                                TextCommands.all(),
                                OutputCommands.all(),
                                FormatCommands.all())
                        .flatMap(List::stream)
                        .toList();
        return new Catalogue(cmdlets, views());
    }

    private static List<View> views() {
        return List.of(
                table("Microsoft.PowerShell.Commands.GroupInfo", "Count", "Name", "Group"),
                table(
                        "Microsoft.PowerShell.Commands.MemberDefinition",
                        "Name",
                        "MemberType",
                        "Definition"),
                table("System.IO.FileInfo", "Mode", "LastWriteTime", "Length", "Name"),
                table("System.IO.DirectoryInfo", "Mode", "LastWriteTime", "Length", "Name"),
                table("System.Management.Automation.PSVariable", "Name", "Value"),
                table(
                        "System.Management.Automation.CommandInfo",
                        "CommandType",
                        "Name",
                        "Version",
                        "Source"),
                table(
                        "System.Management.Automation.AliasInfo",
                        "CommandType",
                        "Name",
                        "Definition"),
                table("System.Management.Automation.PathInfo", "Path"),
                table("System.Version", "Major", "Minor", "Build", "Revision"),
                table("System.Management.Automation.SwitchParameter", "IsPresent"),
                table("System.Management.Automation.PSCredential", "UserName", "Password"));
    }

    private static View table(String type, String... columns) {
        return new View.TableView(
                List.of(type), Stream.of(columns).map(View.Column::of).toList(), null);
    }
}
