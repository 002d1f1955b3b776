using System.Runtime.CompilerServices;
using DssTyped.Emit.Model;
using DssTyped.Emit.Text;
using DssTyped.Flow;
using DssTyped.Flow.Lineage;

namespace DssTyped.Emit.Emitters;

/// <summary>Writes the documentation of columns. There are tens of thousands: what it says goes right into the file and is escaped there.</summary>
internal static class ColumnDocs
{
    private const int MaxOrigins = 6;

    [MethodImpl(HotPath.Optimized)]
    public static void Write(SourceWriter writer, ColumnModel column)
    {
        writer.StartLine("/// <summary>");
        int start = writer.Place;
        writer.Append('\'');
        writer.Append(column.DssName);
        writer.Append("': ");
        writer.Append(column.DssType);
        if (!string.IsNullOrWhiteSpace(column.Meaning))
            WriteMeaning(writer, column.Meaning!);
        if (!string.IsNullOrWhiteSpace(column.Comment))
            WriteComment(writer, column.Comment!);

        writer.EndSentence(start);
        if (column.Origins.Count > 0)
            WriteOrigins(writer, column.Origins.AsSpan());

        XmlText.Escape(writer, start);
        writer.EndLine("</summary>");
    }

    private static void WriteMeaning(SourceWriter writer, string meaning)
    {
        writer.Append(" (meaning ");
        writer.Append(meaning);
        writer.Append(')');
    }

    private static void WriteComment(SourceWriter writer, string comment)
    {
        writer.Append(". ");
        writer.Append(comment);
    }

    // " From LAB_RESULTS.value by group_LAB_RESULTS_AGG: avg." What is only possible is said to be so.
    [MethodImpl(HotPath.Optimized)]
    private static void WriteOrigins(SourceWriter writer, ReadOnlySpan<LineageEdge> origins)
    {
        LineageEdge first = origins[0];
        writer.Append(first.Certainty switch { LineageCertainty.Unknown => " Possibly from ", LineageCertainty.ByName => " Likely from ", _ => " From " });
        for (int i = 0; i < origins.Length && i < MaxOrigins; i++)
        {
            LineageColumn from = origins[i].From;
            if (i > 0)
                writer.Append(", ");

            writer.Append(from.Object);
            if (from.IsWhole)
                continue;

            writer.Append('.');
            writer.Append(from.Column);
        }

        if (origins.Length > MaxOrigins)
            writer.Append(" and others");
        if (first.Recipe.Length > 0)
            WriteRecipe(writer, first.Recipe, origins.Length == 1 ? first.How : "");

        writer.Append('.');
    }

    private static void WriteRecipe(SourceWriter writer, string recipe, string how)
    {
        writer.Append(" by ");
        writer.Append(recipe);
        if (how.Length > 0)
        {
            writer.Append(": ");
            writer.Append(how);
        }
    }
}
