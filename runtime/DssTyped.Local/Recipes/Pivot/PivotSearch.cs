using System.Globalization;
using DssTyped.Flow;
using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Aggregates;
using DssTyped.Flow.Recipes.Pivot;

namespace DssTyped.Local.Recipes.Pivot;

/// <summary>Looks for the values (modalities) that become columns, where DSS stored none or looks anew at each run.</summary>
internal static class PivotSearch
{
    /// <summary>Why they can't be looked for here; null if they can.</summary>
    public static Refusal? Refuse(PivotSettings settings, JsonValue payload)
    {
        if (settings.Slugification is not ("" or "NONE"))
            return new Refusal($"The pivot rewrites values for column names ({settings.Slugification}) in a way that is not published", "Build the recipe once in DSS and import the project again, or use values as they are.");

        if (payload.FindInt32("modalityMaxLength") is > 0 and int most && payload.FindFlag("$withModalityMaxLength", otherwise: true))
            return new Refusal($"The pivot cuts names of columns to {most.ToString(CultureInfo.InvariantCulture)} characters in a way that is not published", "Build the recipe once in DSS and import the project again, or switch the limit off.");

        return settings.Elements.FirstOrDefault(element => !IsKnown(element.ValueLimit)) is { } unknown
            ? new Refusal($"The pivot limits its values by {unknown.ValueLimit}, which is not known to the local engine", "Change the recipe in DSS.")
            : settings.Elements.Any(element => element.ValueLimit == "EXPLICIT" && element.Chosen.Any(chosen => chosen.Count != element.Keys.Count))
                ? new Refusal("The values that were chosen for the pivot do not fit its columns", "Choose them again in DSS.")
                : null;
    }

    /// <summary>The modalities of each element, in the order of their columns.</summary>
    public static EquatableArray<EquatableArray<PivotModality>> Find(PivotSettings settings, Stage rows, TranslationContext context) =>
        settings.Elements.Select(element => Find(element, settings.SortsModalities, rows, context).Select(values => Modality(element, values)).ToEquatableArray()).ToEquatableArray();

    private static IEnumerable<string[]> Find(PivotElement element, bool sorts, Stage rows, TranslationContext context)
    {
        if (element.ValueLimit == "EXPLICIT")
            return element.Chosen.Select(chosen => chosen.Select(value => value.Text ?? "").ToArray());

        string[] keys = [.. element.Keys.Select(key => ValueSql.Text(rows.Column(key)))];
        string list = string.Join(", ", keys);
        string least = element.ValueLimit.StartsWith("AT_LEAST", StringComparison.Ordinal) ? $" HAVING count(*) >= {Text(element.LeastOccurrences)}" : "";
        string most = element.ValueLimit == "TOP_N" ? $" LIMIT {Text(Math.Max(0, element.MostFrequent))}" : "";
        IEnumerable<string[]> found = context.Query($"SELECT {list} FROM ({rows.Sql}) WHERE {string.Join(" AND ", keys.Select(key => $"{key} IS NOT NULL"))} GROUP BY {list}{least} ORDER BY count(*) DESC, {list}{most}")
            .Select(row => row.Select(value => value ?? "").ToArray());
        return sorts ? found.Order(Comparer<string[]>.Create(Compare)) : found;
    }

    private static int Compare(string[] first, string[] second)
    {
        int at = 0;
        while (at < first.Length - 1 && first[at] == second[at])
            at++;

        return string.CompareOrdinal(first[at], second[at]);
    }

    private static PivotModality Modality(PivotElement element, string[] values)
    {
        string name = string.Join('_', values);
        IEnumerable<string> columns = element.Values.OfType<ColumnAggregate>().Select(value => value.Column.Name).Distinct(StringComparer.Ordinal);
        return new PivotModality(
            values.Select(value => new PivotKeyValue(value)).ToEquatableArray(),
            name,
            columns.Select(column => new PivotedColumn(column, $"{name}_{column}")).ToEquatableArray(),
            element.CountsRows ? name + "_count" : null);
    }

    private static bool IsKnown(string limit) => limit is "NO_LIMIT" or "TOP_N" or "EXPLICIT" || limit.StartsWith("AT_LEAST", StringComparison.Ordinal);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
