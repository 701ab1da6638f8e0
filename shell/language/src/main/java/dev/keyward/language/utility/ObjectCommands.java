package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.any;
import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.input;
import static dev.keyward.language.utility.Command.many;
import static dev.keyward.language.utility.Command.text;
import static dev.keyward.language.utility.Command.texts;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.PsProperty;
import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.Scripts;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.language.value.Conversions;
import dev.keyward.language.value.Members;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.TypeNames;
import dev.keyward.language.value.TypeOf;
import dev.keyward.language.value.Values;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// New-Object, Add-Member, Get-Member and Add-Type.
final class ObjectCommands {
    private ObjectCommands() {}

    static List<Cmdlet> all() {
        return List.of(make(), add(), members(), addType());
    }

    private static Command make() {
        return Command.each(
                "New-Object",
                "Makes an object of a type.",
                Signature.of(
                        text("TypeName").required().at(0),
                        many("ArgumentList").at(1).aka("Args"),
                        Parameter.of("Property", TypeToken.of("System.Collections.IDictionary")),
                        text("ComObject"),
                        flag("Strict")),
                ObjectCommands::made);
    }

    private static void made(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        Members members = Values.of(invocation.session()).members();
        String name = arguments.requiredText("TypeName");
        NetType type = find(name);
        Object made = members.construct(type, arguments.list("ArgumentList"));
        if (arguments.get("Property") instanceof PsHashtable properties) {
            if (made instanceof PsObject object && object.isCustom()) {
                made = Conversions.custom(properties);
            } else {
                for (PsHashtable.Entry entry : properties.entries()) {
                    members.set(made, String.valueOf(entry.key()), entry.value());
                }
            }
        }
        invocation.write(made);
    }

    private static NetType find(String name) {
        Optional<NetType> type = TypeNames.find(name);
        return type.orElseThrow(() ->
                CmdletError.of(
                        "System.Management.Automation.PSArgumentException",
                        "Cannot find type ["
                                + name
                                + "]: verify that the assembly containing this type is loaded.",
                        "TypeNotFound,Microsoft.PowerShell.Commands.NewObjectCommand",
                        ErrorCategory.InvalidType));
    }

    private static Command add() {
        return Command.each(
                "Add-Member",
                "Adds a property or method to an object.",
                Signature.of(
                                Parameter.of("InputObject", TypeToken.OBJECT)
                                        .in(Membership.everywhere().required().byValue())
                                        .allowing(Command.EMPTY),
                                text("MemberType")
                                        .in(Membership.in("MemberSet").required().at(0))
                                        .aka("Type"),
                                text("Name").in(Membership.in("MemberSet").required().at(1)),
                                any("Value").in(Membership.in("MemberSet").at(2)),
                                any("SecondValue").in(Membership.in("MemberSet").at(3)),
                                text("NotePropertyName")
                                        .in(
                                                Membership.in("NotePropertySingleMemberSet")
                                                        .required()
                                                        .at(0)),
                                any("NotePropertyValue")
                                        .in(
                                                Membership.in("NotePropertySingleMemberSet")
                                                        .required()
                                                        .at(1)),
                                Parameter.of(
                                                "NotePropertyMembers",
                                                TypeToken.of("System.Collections.IDictionary"))
                                        .in(
                                                Membership.in("NotePropertyMultiMemberSet")
                                                        .required()
                                                        .at(0)),
                                text("TypeName"),
                                flag("Force"),
                                flag("PassThru"))
                        .defaultSet("MemberSet"),
                ObjectCommands::added);
    }

    private static void added(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        Object target = arguments.get("InputObject");
        switch (target) {
            case PsObject object -> addTo(invocation, object);
            case PsHashtable table when arguments.has("Name") ->
                    table.put(arguments.requiredText("Name"), arguments.get("Value"));
            case PsHashtable table when arguments.has("NotePropertyName") ->
                    table.put(
                            arguments.requiredText("NotePropertyName"),
                            arguments.get("NotePropertyValue"));
            case null, default ->
                    throw CmdletError.of(
                            "Members can only be added to objects, not to a "
                                    + (target == null ? "null" : TypeOf.value(target).name())
                                    + ".",
                            "InvalidOperation",
                            ErrorCategory.InvalidOperation);
        }
        if (arguments.flag("PassThru")) {
            invocation.write(target);
        }
    }

    private static void addTo(Invocation invocation, PsObject object) {
        Arguments arguments = invocation.arguments();
        if (arguments.has("TypeName")) {
            object.typeNames().addFirst(arguments.requiredText("TypeName"));
        }
        if (arguments.has("NotePropertyName")) {
            note(
                    invocation,
                    object,
                    arguments.requiredText("NotePropertyName"),
                    arguments.get("NotePropertyValue"));
        }
        if (arguments.get("NotePropertyMembers") instanceof PsHashtable table) {
            table.entries()
                    .forEach(entry ->
                            note(invocation, object, String.valueOf(entry.key()), entry.value()));
        }
        if (!arguments.has("MemberType")) {
            return;
        }
        String name = arguments.requiredText("Name");
        Object value = arguments.get("Value");
        switch (arguments.requiredText("MemberType").toLowerCase(Locale.ROOT)) {
            case "noteproperty" -> note(invocation, object, name, value);
            case "aliasproperty" -> object.add(new PsProperty.Alias(name, String.valueOf(value)));
            case "scriptproperty" ->
                    object.add(scripted(invocation, name, value, arguments.get("SecondValue")));
            case "scriptmethod" -> {
                if (value instanceof ScriptBlock block) {
                    object.add(new PsProperty.Note(name, Members.scriptMethod(block)));
                }
            }
            default ->
                    throw CmdletError.of(
                            "Members of type " + arguments.text("MemberType") + " can't be added.",
                            "CannotAddMemberType",
                            ErrorCategory.InvalidArgument);
        }
    }

    private static void note(
            Invocation invocation, PsObject object, String name, @Nullable Object value) {
        if (object.has(name) && !invocation.arguments().flag("Force")) {
            throw CmdletError.of(
                    "Cannot add a member with the name \""
                            + name
                            + "\" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.",
                    "MemberAlreadyExists,Microsoft.PowerShell.Commands.AddMemberCommand",
                    ErrorCategory.InvalidOperation);
        }
        object.add(new PsProperty.Note(name, value));
    }

    private static PsProperty scripted(
            Invocation invocation, String name, @Nullable Object getter, @Nullable Object setter) {
        Scripts scripts = invocation.scripts();
        return new PsProperty.Computed(
                name,
                self ->
                        getter instanceof ScriptBlock block
                                ? run(invocation, scripts, block, self, null)
                                : null,
                setter instanceof ScriptBlock block
                        ? (self, value) -> run(invocation, scripts, block, self, value)
                        : null);
    }

    private static @Nullable Object run(
            Invocation invocation,
            Scripts scripts,
            ScriptBlock block,
            PsObject self,
            @Nullable Object value) {
        invocation.session().variable("this", self);
        List<@Nullable Object> arguments = new java.util.ArrayList<>();
        if (value != null) {
            arguments.add(value);
        }
        return scripts.value(new Scripts.Call(block, self, true, arguments, true));
    }

    private static Command members() {
        return Command.of(
                        "Get-Member",
                        "Lists the properties and methods of objects.",
                        Signature.of(
                                input(),
                                texts("Name").at(0),
                                texts("MemberType").aka("Type"),
                                flag("Static"),
                                flag("Force"),
                                text("View")),
                        invocation ->
                                Gathering.of(invocation, all -> MemberList.of(invocation, all)))
                .aka("gm");
    }

    /// Types that scripts add by assembly are there or not used at all.
    private static Command addType() {
        return Command.each(
                "Add-Type",
                "Loads nothing: the types scripts ask for by assembly are built in.",
                Signature.of(
                        text("TypeDefinition").at(0),
                        texts("AssemblyName").aka("AN"),
                        texts("Path"),
                        text("Name"),
                        text("Namespace"),
                        text("MemberDefinition"),
                        text("Language"),
                        texts("ReferencedAssemblies"),
                        flag("PassThru"),
                        flag("IgnoreWarnings")),
                invocation -> {
                    Arguments arguments = invocation.arguments();
                    if (arguments.has("TypeDefinition") || arguments.has("MemberDefinition")) {
                        throw CmdletError.of(
                                "System.NotSupportedException",
                                "Types can't be compiled from source here.",
                                "SOURCE_CODE_ERROR,Microsoft.PowerShell.Commands.AddTypeCommand",
                                ErrorCategory.NotImplemented);
                    }
                });
    }
}
