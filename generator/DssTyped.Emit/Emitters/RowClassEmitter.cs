using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Emit.Text;

namespace DssTyped.Emit.Emitters;

/// <summary>Writes the full row class of a dataset that asked for one.</summary>
internal static class RowClassEmitter
{
    public static void Write(SourceWriter writer, DatasetModel dataset, string self)
    {
        string row = self + ".Row";
        bool usesObsolete = dataset.Columns.Any(column => column.Obsolete is not null);
        writer.WriteLine();
        Docs.Summary(writer, $"A row of '{dataset.DssName}' with all its columns; empty cells are null.");
        writer.WriteLine($"public sealed partial class Row : global::DssTyped.IRow<{row}, {self}>");
        writer.Open();
        foreach (ColumnModel column in dataset.Columns)
        {
            ColumnDocs.Write(writer, column);
            Docs.Obsolete(writer, column.Obsolete);
            writer.WriteLine($"public {ClrType.Of(column.Type).Name}? {column.RowIdentifier} {{ get; init; }}");
        }

        writer.WriteLine();
        Docs.MayUseObsolete(writer, usesObsolete);
        writer.WriteLine($"static global::System.Collections.Generic.IReadOnlyList<global::DssTyped.Column<{self}>> global::DssTyped.IRow<{row}, {self}>.Columns {{ get; }} =");
        writer.Indent();
        writer.WriteLine($"new global::DssTyped.Column<{self}>[] {{ {string.Join(", ", dataset.Columns.Select(column => $"{self}.Columns.{column.Identifier}"))} }};");
        writer.Outdent();

        writer.WriteLine();
        Docs.MayUseObsolete(writer, usesObsolete);
        writer.WriteLine("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
        writer.WriteLine($"static {row} global::DssTyped.IRow<{row}, {self}>.Read(global::DssTyped.RowReader reader) => new()");
        writer.Open();
        ForEachColumn(dataset, (column, i) => writer.WriteLine($"{column.RowIdentifier} = reader.{ClrType.Of(column.Type).Reader}({i}),"));
        writer.Close("};");

        writer.WriteLine();
        Docs.MayUseObsolete(writer, usesObsolete);
        writer.WriteLine($"static void global::DssTyped.IRow<{row}, {self}>.Write({row} row, global::System.Span<object?> values)");
        writer.Open();
        ForEachColumn(dataset, (column, i) => writer.WriteLine($"values[{i}] = row.{column.RowIdentifier};"));
        writer.Close();
        writer.Close();
    }

    private static void ForEachColumn(DatasetModel dataset, Action<ColumnModel, int> write)
    {
        for (int i = 0; i < dataset.Columns.Count; i++)
            write(dataset.Columns[i], i);
    }
}
