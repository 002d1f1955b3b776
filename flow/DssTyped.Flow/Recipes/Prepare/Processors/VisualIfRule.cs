using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Assigns values by conditions: the first branch whose filter holds, else the last one.</summary>
internal sealed record VisualIfRule(IReadOnlyList<VisualIfBranch> Branches, IReadOnlyList<VisualIfAction> Otherwise) : Processor
{
    public static VisualIfRule Read(JsonValue settings)
    {
        JsonValue description = settings.Find("visualIfDesc") ?? JsonValue.Object();
        IEnumerable<JsonValue> branches = new[] { description.Find("ifThen") }.OfType<JsonValue>().Concat(description.FindItems("elseIfThens"));
        return new VisualIfRule([.. branches.Select(VisualIfBranch.Read)], VisualIfAction.ReadAll(description.FindItems("elseActions")));
    }

    public override void Apply(PrepareColumns columns)
    {
        foreach (IGrouping<string, VisualIfAction> output in Branches.SelectMany(branch => branch.Actions).Concat(Otherwise).GroupBy(action => action.Output))
        {
            List<PrepareColumn> read = [];
            StorageType? type = columns.Find(output.Key)?.Type;
            foreach (VisualIfAction action in output)
                type = PrepareTypes.Union(type, Assign(action, columns, read));

            columns.Put(output.Key, type ?? StorageType.Unknown, read.Distinct(), after: null);
        }
    }

    private static StorageType? Assign(VisualIfAction action, PrepareColumns columns, List<PrepareColumn> read)
    {
        switch (action.Operator)
        {
            case "ASSIGN_VALUE":
                return PrepareTypes.OfLiteral(action.Value);
            case "ASSIGN_COLUMN" when columns.Need(action.Column) is { } column:
                read.Add(column);
                return column.Type;
            case "ASSIGN_FORMULA":
                Formula.Formula formula = columns.Parse(action.Formula, action.Span);
                read.AddRange(columns.ReadBy(formula));
                return columns.TypeOf(formula);
            default:
                return StorageType.Unknown;
        }
    }
}

/// <summary>A condition and what it assigns.</summary>
/// <param name="Filter">The filter object, as visual recipes have it.</param>
/// <param name="Actions">The assignments.</param>
internal sealed record VisualIfBranch(JsonValue Filter, IReadOnlyList<VisualIfAction> Actions)
{
    public static VisualIfBranch Read(JsonValue branch)
    {
        JsonValue filter = branch.Find("filter") ?? JsonValue.Object();
        // A branch without its condition would hold for every row.
        return new(filter.Find("enabled") is null ? filter.With("enabled", JsonValue.Boolean(true)) : filter, VisualIfAction.ReadAll(branch.FindItems("actions")));
    }
}

/// <summary>An assignment of a value, a column or a formula to a column.</summary>
internal sealed record VisualIfAction(string Output, string Operator, string Value, string Formula, string Column, JsonSpan Span)
{
    public static IReadOnlyList<VisualIfAction> ReadAll(IReadOnlyList<JsonValue> actions) =>
    [
        .. actions.Select(action => new VisualIfAction(
            action.FindText("outputColumnName") ?? "", action.FindText("operator") ?? "ASSIGN_VALUE", action.FindText("value") ?? "",
            action.FindText("formula") ?? "", action.FindText("column") ?? "", action.Span)),
    ];
}
