using System.Text;
using DssTyped.Flow;
using DssTyped.Flow.Json;
using DssTyped.Flow.Lineage;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Tool.Output;

/// <summary>A lineage trace as text, JSON and Mermaid.</summary>
internal static class LineageOutput
{
    // A longer way goes on at this indentation: nobody counts the blanks, and they would make the text grow with the square of its length.
    private const int MaxIndent = 50;

    /// <summary>A tree; where ways meet, the second one refers to the first.</summary>
    public static string Text(LineageTrace trace, Snapshot snapshot)
    {
        ILookup<LineageColumn, LineageEdge> next = trace.Edges.ToLookup(edge => trace.IsDownstream ? edge.From : edge.To);
        var text = new StringBuilder().Append(OneLine.Of(Name(trace.Start, snapshot))).Append('\n');
        var seen = new HashSet<LineageColumn> { trace.Start };
        var open = new Stack<(LineageEdge Edge, int Depth)>(next[trace.Start].Reverse().Select(edge => (edge, 1)));
        while (open.Count > 0)
        {
            (LineageEdge edge, int depth) = open.Pop();
            LineageColumn other = trace.IsDownstream ? edge.To : edge.From;
            text.Append(' ', Math.Min(depth, MaxIndent) * 2).Append(trace.IsDownstream ? "-> " : "<- ").Append(OneLine.Of($"{Name(other, snapshot)}  {Reason(edge)}"));
            bool isNew = seen.Add(other);
            if (!isNew && next[other].Any())
                text.Append("  (see above)");

            text.Append('\n');
            if (isNew)
            {
                foreach (LineageEdge further in next[other].Reverse())
                    open.Push((further, depth + 1));
            }
        }

        if (trace.Edges.Count == 0)
            text.Append(trace.IsDownstream ? "  nothing depends on it\n" : "  it depends on nothing\n");

        return text.ToString();
    }

    /// <summary><c>{column, direction, columns: [...], edges: [...]}</c>.</summary>
    public static JsonValue Json(LineageTrace trace, Snapshot snapshot) => JsonValue.Object(
        ("column", Column(trace.Start, snapshot)),
        ("direction", JsonValue.String(trace.IsDownstream ? "downstream" : "upstream")),
        ("columns", JsonValue.Array([.. trace.Columns.Select(found => Column(found.Column, snapshot)
            .With("certainty", JsonValue.String(found.Certainty.InWords())).With("distance", JsonValue.Number(found.Distance)))])),
        ("edges", JsonValue.Array([.. trace.Edges.Select(edge => JsonValue.Object(
            ("from", Column(edge.From, snapshot)),
            ("to", Column(edge.To, snapshot)),
            ("recipe", JsonValue.String(edge.Recipe)),
            ("certainty", JsonValue.String(edge.Certainty.InWords())),
            ("how", JsonValue.String(edge.How))))])));

    /// <summary>A Mermaid flowchart, which code hosts draw in Markdown.</summary>
    public static string Mermaid(LineageTrace trace, Snapshot snapshot)
    {
        var ids = new Dictionary<LineageColumn, string>();
        var text = new StringBuilder("flowchart LR\n");
        foreach (LineageColumn column in trace.Columns.Select(found => found.Column).Prepend(trace.Start))
        {
            ids.Add(column, FormattableString.Invariant($"n{ids.Count}"));
            text.Append("  ").Append(ids[column]).Append("[\"").Append(Escape(Name(column, snapshot))).Append("\"]\n");
        }

        foreach (LineageEdge edge in trace.Edges)
        {
            string arrow = edge.Certainty is LineageCertainty.Exact or LineageCertainty.Derived ? "-->" : "-.->";
            string label = edge.How.Length > 0 ? $"{edge.Recipe}: {edge.How}" : edge.Recipe;
            text.Append("  ").Append(ids[edge.From]).Append(' ').Append(arrow);
            if (label.Length > 0)
                text.Append("|\"").Append(Escape(label)).Append("\"|");

            text.Append(' ').Append(ids[edge.To]).Append('\n');
        }

        return text.ToString();
    }

    private static string Reason(LineageEdge edge)
    {
        string how = edge.How.Length > 0 ? $"{edge.Certainty.InWords()}: {edge.How}" : edge.Certainty.InWords();
        return edge.Recipe.Length > 0 ? $"({how}, by {edge.Recipe})" : $"({how}, files of the folder)";
    }

    private static JsonValue Column(LineageColumn column, Snapshot snapshot) => JsonValue.Object(
        ("dataset", JsonValue.String(column.Object)),
        ("column", JsonValue.String(column.Column)),
        ("name", snapshot.FindFlowObject(column.Object) is { } target && target.Name != column.Object ? JsonValue.String(target.Name) : null));

    private static string Name(LineageColumn column, Snapshot snapshot) => $"{snapshot.FindFlowObject(column.Object)?.Name ?? column.Object}.{column.Column}";

    // Inside quotes, Mermaid takes entities without the ampersand.
    private static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is '"' or '#' or '<' or '>' or '&' or '`' or ';' || char.IsControl(c))
                result.Append('#').Append((int)c).Append(';');
            else
                result.Append(c);
        }

        return result.ToString();
    }
}
