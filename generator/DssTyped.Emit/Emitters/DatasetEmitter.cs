using System.Runtime.CompilerServices;
using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Emit.Text;
using DssTyped.Flow;

namespace DssTyped.Emit.Emitters;

/// <summary>Writes the class of a dataset: constructor, columns, partitions, row.</summary>
internal static class DatasetEmitter
{
    public static void Write(SourceWriter writer, FlowHeader header, DatasetModel dataset)
    {
        string self = header.Global(dataset.TypeName);
        writer.WriteLine();
        Docs.Write(writer, dataset.Doc);
        Docs.Obsolete(writer, dataset.Obsolete);
        writer.WriteLine($"public sealed partial class {dataset.TypeName} : global::DssTyped.Dataset<{self}>");
        writer.Open();
        writer.WriteLine($"internal {dataset.TypeName}(global::DssTyped.DssFlow flow)");
        writer.Indent();
        var schema = new SchemaLiteral(dataset.Columns);
        writer.WriteLine($": base(flow, {CSharpText.Literal(dataset.DssName)}, {schema})");
        writer.Outdent();
        WriteBody(writer, dataset);

        if (dataset.Columns.Count + dataset.GoneColumns.Count > 0)
            WriteColumns(writer, header, dataset, schema);
        if (dataset.Dimensions.Count > 0)
            PartitionEmitter.Write(writer, dataset);
        if (dataset.HasRow)
            RowClassEmitter.Write(writer, dataset, self);

        writer.Close();
    }

    private static void WriteBody(SourceWriter writer, DatasetModel dataset)
    {
        writer.Open();
        if (dataset.Rebuild != "Normal")
            writer.WriteLine($"RebuildBehavior = global::DssTyped.RebuildBehavior.{dataset.Rebuild};");
        if (dataset.Dimensions.Count > 0)
            writer.WriteLine($"PartitionDimensions = new string[] {{ {string.Join(", ", dataset.Dimensions.Select(dimension => CSharpText.Literal(dimension.DssName)))} }};");

        writer.Close();
    }

    // Static fields of one class: a property with a body costs the compiler three times as much.
    [MethodImpl(HotPath.Optimized)]
    private static void WriteColumns(SourceWriter writer, FlowHeader header, DatasetModel dataset, SchemaLiteral schema)
    {
        writer.WriteLine();
        Docs.Summary(writer, $"The columns of '{dataset.DssName}', in order of the schema.");
        writer.WriteLine("public static class Columns");
        writer.Open();

        // First, since static fields are set in the order of the text.
        if (dataset.Columns.Count > 0)
            writer.WriteLine($"private static readonly global::DssTyped.ColumnNames<{header.Global(dataset.TypeName)}> __names = new({schema});");

        // By text: a dictionary of an enum is code that each new process has to compile.
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < dataset.Columns.Count; i++)
        {
            ColumnModel column = dataset.Columns[i];
            string clrType = ClrType.Of(column.Type).Name;
            if (!types.TryGetValue(clrType, out string? type))
                types.Add(clrType, type = ColumnTypes.Of(header, dataset, column.Type));

            ColumnDocs.Write(writer, column);
            Docs.Obsolete(writer, dataset.Obsolete ?? column.Obsolete);
            writer.WriteLine($"public static readonly {type} {column.Identifier} = new({i});");
        }

        foreach (ColumnModel gone in dataset.GoneColumns)
        {
            Docs.Summary(writer, gone.Obsolete!.Message);
            Docs.Obsolete(writer, gone.Obsolete);
            writer.WriteLine($"public static readonly {ColumnTypes.FullName(header, dataset, gone.Type)} {gone.Identifier} = null!;");
        }

        writer.Close();
    }
}
