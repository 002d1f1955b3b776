using System.Text;
using DssTyped.Flow.Diff;
using DssTyped.Flow.Json;

namespace DssTyped.Tool.Output;

/// <summary>The changes between two snapshots as text, JSON and Markdown.</summary>
internal static class DiffOutput
{
    private static readonly ChangeImpact[] WorstFirst = [ChangeImpact.Breaking, ChangeImpact.Widening, ChangeImpact.Additive, ChangeImpact.Neutral];

    /// <summary>The file that a change's place is in.</summary>
    public static SnapshotFile FileOf(SnapshotChange change, SnapshotFile old, SnapshotFile now) => change.InOld ? old : now;

    /// <summary>A line for each change, as compilers print it, with its class.</summary>
    public static string Text(IReadOnlyList<SnapshotChange> changes, SnapshotFile old, SnapshotFile now, TextWriter writer)
    {
        var text = new StringBuilder();
        foreach (SnapshotChange change in changes)
        {
            SnapshotFile file = FileOf(change, old, now);
            text.Append(file.Path).Append(file.PositionOf(change.Finding)).Append(": ").Append(Colors.Paint(writer, Impact(change.Impact))).Append(' ').Append(change.Finding.Rule.Id)
                .Append(": ").Append(change.Finding.Message).Append('\n');
        }

        return text.Append(Summary(changes)).Append('\n').ToString();
    }

    /// <summary><c>{breaking, widening, additive, neutral, changes: [...]}</c>.</summary>
    public static JsonValue Json(IReadOnlyList<SnapshotChange> changes, SnapshotFile old, SnapshotFile now) => JsonValue.Object(
        [.. WorstFirst.Select(impact => new JsonMember(Impact(impact), JsonValue.Number(changes.Count(change => change.Impact == impact)))),
            new JsonMember("changes", JsonValue.Array([.. changes.Select(change => Change(change, FileOf(change, old, now)))]))]);

    /// <summary>A section for each class, for a review or a release note.</summary>
    public static string Markdown(IReadOnlyList<SnapshotChange> changes)
    {
        var text = new StringBuilder("# Changes of the flow\n\n").Append(Summary(changes)).Append('\n');
        foreach (ChangeImpact impact in WorstFirst)
        {
            SnapshotChange[] some = [.. changes.Where(change => change.Impact == impact)];
            if (some.Length == 0)
                continue;

            text.Append("\n## ").Append(char.ToUpperInvariant(Impact(impact)[0])).Append(Impact(impact), 1, Impact(impact).Length - 1).Append("\n\n| object | change |\n|---|---|\n");
            foreach (SnapshotChange change in some)
                text.Append("| ").Append(Cell(change.Column.Length > 0 ? $"{change.Object}.{change.Column}" : $"{change.Kind} {change.Object}")).Append(" | ").Append(Cell(change.Finding.Message)).Append(" |\n");
        }

        return text.ToString();
    }

    private static JsonValue Change(SnapshotChange change, SnapshotFile file)
    {
        LinePosition position = file.PositionOf(change.Finding);
        return JsonValue.Object(
            ("impact", JsonValue.String(Impact(change.Impact))),
            ("id", JsonValue.String(change.Finding.Rule.Id)),
            ("kind", JsonValue.String(change.Kind)),
            ("object", JsonValue.String(change.Object)),
            ("column", Optional(change.Column)),
            ("before", Optional(change.Before)),
            ("after", Optional(change.After)),
            ("replacement", Optional(change.Replacement)),
            ("path", change.Path.Count > 0 ? JsonValue.Array([.. change.Path.Select(step => JsonValue.String(step))]) : null),
            ("onNextBuild", change.OnNextBuild ? JsonValue.Boolean(true) : null),
            ("message", JsonValue.String(change.Finding.Message)),
            ("file", JsonValue.String(file.Path)),
            ("line", JsonValue.Number(position.Line)),
            ("columnNumber", JsonValue.Number(position.Column)));
    }

    private static string Summary(IReadOnlyList<SnapshotChange> changes) => changes.Count == 0
        ? "No changes."
        : string.Join(", ", WorstFirst.Select(impact => FormattableString.Invariant($"{changes.Count(change => change.Impact == impact)} {Impact(impact)}"))) + ".";

    private static string Impact(ChangeImpact impact) => impact switch
    {
        ChangeImpact.Neutral => "neutral",
        ChangeImpact.Additive => "additive",
        ChangeImpact.Widening => "widening",
        ChangeImpact.Breaking => "breaking",
    };

    private static JsonValue? Optional(string text) => text.Length > 0 ? JsonValue.String(text) : null;

    private static string Cell(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace("\r", " ", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
