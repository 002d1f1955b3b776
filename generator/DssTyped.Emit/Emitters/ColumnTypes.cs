using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Emit.Text;
using DssTyped.Flow;
using DssTyped.Flow.Schemas;

namespace DssTyped.Emit.Emitters;

/// <summary>
/// How fields of columns spell their type. A file starts with a short name for each type that a dataset's columns have, so that
/// the compiler finds out once what it means, not once for each column.
/// </summary>
internal static class ColumnTypes
{
    /// <summary>Writes the short names that the datasets of a file use.</summary>
    public static void WriteNames(SourceWriter writer, FlowHeader header, EquatableArray<DatasetModel> datasets)
    {
        writer.WriteLine();
        foreach (DatasetModel dataset in datasets)
        {
            // Outside of what is obsolete itself, naming it would be an error.
            if (dataset.Obsolete is not null)
                continue;

            var named = new HashSet<string>(StringComparer.Ordinal);
            foreach (ColumnModel column in dataset.Columns)
            {
                if (named.Add(ClrType.Of(column.Type).Name))
                    writer.WriteLine($"using {ShortName(dataset, column.Type)} = {FullName(header, dataset, column.Type)};");
            }
        }
    }

    /// <summary>The type of a column's field, in a file that starts with <see cref="WriteNames"/>.</summary>
    public static string Of(FlowHeader header, DatasetModel dataset, StorageType type) =>
        dataset.Obsolete is null ? ShortName(dataset, type) : FullName(header, dataset, type);

    /// <summary>The type of a column's field, anywhere.</summary>
    public static string FullName(FlowHeader header, DatasetModel dataset, StorageType type) =>
        $"global::DssTyped.Column<{header.Global(dataset.TypeName)}, {ClrType.Of(type).Name}>";

    // No name that is made from a DSS name starts like this.
    private static string ShortName(DatasetModel dataset, StorageType type)
    {
        string name = ClrType.Of(type).Name;
        return $"__{dataset.TypeName}_{name.Substring(name.LastIndexOf('.') + 1)}";
    }
}
