using System.Runtime.CompilerServices;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Snapshots;

/// <summary>Reads the <c>schema</c> of a dataset.</summary>
internal static class SchemaReader
{
    [MethodImpl(HotPath.Optimized)]
    public static Schema Read(string dataset, JsonValue raw, List<Finding> findings)
    {
        if (raw.Find("schema")?.Find("columns") is not { } columns)
            return Schema.Empty;

        if (!columns.IsArray)
        {
            findings.Add(NotAList(columns, dataset));
            return Schema.Empty;
        }

        IReadOnlyList<JsonValue> items = columns.Items;
        var result = new List<SchemaColumn>(items.Count);
        var index = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        for (int i = 0; i < items.Count; i++)
        {
            JsonValue column = items[i];
            JsonValue? name = column.Find("name");
            if (name is not { IsString: true } || index.ContainsKey(name.Text))
            {
                findings.Add(Unusable(column, name, dataset));
                continue;
            }

            string typeName = column.FindText("type") ?? "string";
            StorageType type = StorageTypes.Parse(typeName);
            if (type == StorageType.Unknown)
                findings.Add(UnknownType(column, name, typeName, dataset));

            index.Add(name.Text, result.Count);
            result.Add(new SchemaColumn(name.Text, type)
            {
                TypeName = typeName,
                Comment = column.FindText("comment"),
                Meaning = column.FindText("meaning"),
                Raw = column,
            });
        }

        return new Schema(result, index);
    }

    private static Finding NotAList(JsonValue columns, string dataset) =>
        Finding.Of(SnapshotDiagnostics.WrongKind, columns.Span, "schema.columns", $"dataset '{dataset}'", "an array");

    private static Finding Unusable(JsonValue column, JsonValue? name, string dataset) => name is { IsString: true }
        ? Finding.Of(SnapshotDiagnostics.DuplicateColumn, name.Span, name.Text, dataset)
        : Finding.Of(SnapshotDiagnostics.MissingName, column.Span, $"columns of dataset '{dataset}'", "name");

    private static Finding UnknownType(JsonValue column, JsonValue name, string typeName, string dataset) =>
        Finding.Of(SnapshotDiagnostics.UnknownType, column.Find("type")!.Span, name.Text, dataset, typeName, string.Join(", ", StorageTypes.Names));
}
