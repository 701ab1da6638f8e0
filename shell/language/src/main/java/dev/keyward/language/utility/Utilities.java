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
                                DriveCommands.all(),
                                PathCommands.all(),
                                ObjectCommands.all(),
                                TextCommands.all(),
                                OutputCommands.all(),
                                FormatCommands.all(),
                                HostCommands.all(),
                                WebCommands.all(),
                                ClixmlCommands.all())
                        .flatMap(List::stream)
                        .toList();
        return new Catalogue(cmdlets, views());
    }

    private static List<View> views() {
        return List.of(
                new View.TableView(
                        List.of("Microsoft.PowerShell.Commands.GroupInfo"),
                        List.of(
                                new View.Column(View.Item.of("Count"), 5, View.Alignment.RIGHT),
                                new View.Column(View.Item.of("Name"), 25, View.Alignment.LEFT),
                                View.Column.of("Group")),
                        null),
                new View.TableView(
                        List.of("Microsoft.PowerShell.Commands.MemberDefinition"),
                        List.of(
                                View.Column.of("Name"),
                                View.Column.of("MemberType"),
                                View.Column.of("Definition")),
                        View.Item.of("TypeName")),
                files(),
                new View.TableView(
                        List.of("System.Management.Automation.PSVariable"),
                        List.of(
                                new View.Column(View.Item.of("Name"), 30, View.Alignment.LEFT),
                                new View.Column(View.Item.of("Value"), 0, View.Alignment.LEFT)),
                        null),
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
                table(
                        "System.Management.Automation.PSRemotingJob",
                        "Id",
                        "Name",
                        "PSJobTypeName",
                        "State",
                        "HasMoreData",
                        "Location",
                        "Command"),
                table("Microsoft.PowerShell.Commands.HistoryInfo", "Id", "Duration", "CommandLine"),
                table("System.Version", "Major", "Minor", "Build", "Revision"),
                table("System.Management.Automation.SwitchParameter", "IsPresent"),
                table("System.Management.Automation.PSCredential", "UserName", "Password"));
    }

    /// Files and folders, a table for each folder they lie in.
    private static View files() {
        return new View.TableView(
                List.of("System.IO.FileInfo", "System.IO.DirectoryInfo"),
                List.of(
                        View.Column.of("Mode"),
                        new View.Column(View.Item.of("LastWriteTime"), 0, View.Alignment.RIGHT),
                        new View.Column(View.Item.of("Length"), 0, View.Alignment.RIGHT),
                        View.Column.of("Name")),
                View.Item.of("Directory", "PSParentPath"));
    }

    private static View table(String type, String... columns) {
        return new View.TableView(
                List.of(type), Stream.of(columns).map(View.Column::of).toList(), null);
    }
}
