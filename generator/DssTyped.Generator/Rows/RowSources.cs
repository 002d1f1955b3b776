using System.Globalization;
using DssTyped.Emit;
using DssTyped.Emit.Emitters;
using DssTyped.Emit.Text;

namespace DssTyped.Generator.Rows;

/// <summary>Prints the part of a row type that reads and writes its rows.</summary>
internal static class RowSources
{
    private static readonly Dictionary<string, string> Readers = new(StringComparer.Ordinal)
    {
        ["string"] = "NullableString",
        ["sbyte"] = "NullableSByte",
        ["short"] = "NullableInt16",
        ["int"] = "NullableInt32",
        ["long"] = "NullableInt64",
        ["float"] = "NullableSingle",
        ["double"] = "NullableDouble",
        ["bool"] = "NullableBoolean",
        ["global::System.DateTimeOffset"] = "NullableInstant",
        ["global::System.DateOnly"] = "NullableDateOnly",
        ["global::System.DateTime"] = "NullableDateTime",
        ["global::DssTyped.DssJson"] = "NullableJson",
        ["global::DssTyped.GeoPoint"] = "NullableGeoPoint",
        ["global::DssTyped.Geometry"] = "NullableGeometry",
    };

    public static GeneratedFile Emit(RowModel model)
    {
        RowRequest request = model.Request;
        SourceWriter writer = SourceFile.Start();
        if (request.Namespace.Length > 0)
        {
            writer.WriteLine($"namespace {request.Namespace};");
            writer.WriteLine();
        }

        foreach (string container in request.Containers)
        {
            writer.WriteLine(container);
            writer.Open();
        }

        WriteType(writer, model);
        foreach (string _ in request.Containers)
            writer.Close();

        return writer.Take($"DssRow.{StableHash.Hex(request.FullName, 16)}.g.cs");
    }

    private static void WriteType(SourceWriter writer, RowModel model)
    {
        RowRequest request = model.Request;
        string row = request.FullName;
        string column = $"global::DssTyped.Column<{model.Dataset}>";
        string contract = $"global::DssTyped.IRow<{row}, {model.Dataset}>";
        string[] columns = [.. model.Columns.Where(identifier => identifier.Length > 0)];

        writer.WriteLine($"partial {request.Keyword} {request.Name} : {contract}");
        writer.Open();
        Docs.MayUseObsolete(writer, model.UsesObsolete);
        writer.WriteLine($"static global::System.Collections.Generic.IReadOnlyList<{column}> {contract}.Columns {{ get; }} =");
        writer.Indent();
        writer.WriteLine($"new {column}[] {{ {string.Join(", ", columns.Select(identifier => $"{model.Dataset}.Columns.{identifier}"))} }};");
        writer.Outdent();
        writer.WriteLine();

        string[] values = Values(model);
        string made = request.IsPositional
            ? $"new({string.Join(", ", request.Members.Select((member, i) => $"{Escaped(member.Name)}: {values[i]}"))})"
            : $"new() {{ {string.Join(", ", request.Members.Select((member, i) => $"{Escaped(member.Name)} = {values[i]}"))} }}";
        writer.WriteLine("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
        writer.WriteLine($"static {row} {contract}.Read(global::DssTyped.RowReader reader) =>");
        writer.Indent();
        writer.WriteLine(made + ";");
        writer.Outdent();
        writer.WriteLine();

        writer.WriteLine($"static void {contract}.Write({row} row, global::System.Span<object?> values)");
        writer.Open();
        int index = 0;
        for (int i = 0; i < request.Members.Count; i++)
        {
            if (model.Columns[i].Length > 0)
                writer.WriteLine($"values[{Number(index++)}] = row.{Escaped(request.Members[i].Name)};");
        }

        writer.Close();
        writer.Close();
    }

    private static string[] Values(RowModel model)
    {
        var values = new string[model.Columns.Count];
        int index = 0;
        for (int i = 0; i < values.Length; i++)
        {
            RowMember member = model.Request.Members[i];
            if (model.Columns[i].Length == 0 || !Readers.TryGetValue(member.Type, out string? reader))
            {
                values[i] = "default!";
                continue;
            }

            string at = Number(index++);
            values[i] = member.IsNullable ? $"reader.{reader}({at})" : $"reader.Required(reader.{reader}({at}), {at})";
        }

        return values;
    }

    private static string Escaped(string name) => "@" + name;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
