using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow;
using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Emit.Binding;

/// <summary>Binds the objects of the smaller kinds.</summary>
internal static class ObjectBinder
{
    /// <summary>The kinds that the flow has, each with its objects by name.</summary>
    public static EquatableArray<ObjectGroupModel> Bind(Snapshot snapshot, FlowNames names) => ObjectKind.All
        .Where(kind => kind.Of(snapshot).Count > 0)
        .Select(kind => new ObjectGroupModel(kind, kind.Of(snapshot)
            .OrderBy(item => item.Name, StringComparer.Ordinal).ThenBy(item => item.Id, StringComparer.Ordinal)
            .Select(item => Bind(kind, item, names.OfObject(kind, item.Id)))
            .ToEquatableArray()))
        .ToEquatableArray();

    private static ObjectModel Bind(ObjectKind kind, DssObject item, MemberName name) =>
        new(name.TypeName, name.Member, item.Id, item.Name, DocTexts.OfObject(kind, item), ArgumentOf(item));

    private static string? ArgumentOf(DssObject item) => item switch
    {
        ZoneDefinition zone => string.Join("\n", zone.Items.Select(member => member.Id.Replace('\n', ' ')).Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal)),
        VariableDefinition variable => variable.Value is { } value ? JsonWriter.Canonical(value) : "",
        _ => null,
    };
}
