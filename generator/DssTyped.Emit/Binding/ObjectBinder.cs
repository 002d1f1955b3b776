using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow;
using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Emit.Binding;

/// <summary>Names the objects of the smaller kinds.</summary>
internal static class ObjectBinder
{
    public static ObjectGroupModel Bind(ObjectKind kind, IReadOnlyList<DssObject> items, NameScope types, Dictionary<string, BoundObject> objects)
    {
        DssObject[] sorted = [.. items.OrderBy(item => item.Name, StringComparer.Ordinal).ThenBy(item => item.Id, StringComparer.Ordinal)];
        string[] identifiers = [.. sorted.Select(item => Identifiers.Pascal(item.Name, kind.BaseType))];
        string[] members = new NameScope(ReservedNames.Catalogs).Assign([.. sorted.Select((item, i) => (item.Id, identifiers[i]))]);
        string[]? typeNames = kind.Suffix.Length > 0 ? types.Assign([.. sorted.Select((item, i) => (item.Id, identifiers[i] + kind.Suffix))]) : null;

        var result = new ObjectModel[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            result[i] = new ObjectModel(typeNames?[i] ?? "", members[i], sorted[i].Id, sorted[i].Name, DocTexts.OfObject(kind, sorted[i]), ArgumentOf(sorted[i]));
            if (typeNames is not null && sorted[i] is not (ScenarioDefinition or ZoneDefinition) && !objects.ContainsKey(sorted[i].Id))
                objects.Add(sorted[i].Id, new BoundObject(typeNames[i], $"{kind.Catalog}.{members[i]}", members[i], sorted[i].Name, kind.Words));
        }

        return new ObjectGroupModel(kind, result.ToEquatableArray());
    }

    private static string? ArgumentOf(DssObject item) => item switch
    {
        ZoneDefinition zone => string.Join("\n", zone.Items.Select(member => member.Id.Replace('\n', ' ')).Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal)),
        VariableDefinition variable => variable.Value is { } value ? JsonWriter.Canonical(value) : "",
        _ => null,
    };
}
