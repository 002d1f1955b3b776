using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Adds, subtracts, multiplies and divides each pair of columns.</summary>
internal sealed record NumericalCombinator(ColumnScope Scope, IReadOnlyList<string> Operations, string Prefix) : Processor
{
    public static NumericalCombinator Read(JsonValue settings) => new(
        ColumnScope.Read(settings), [.. new[] { "add", "sub", "mul", "div" }.Where(operation => settings.FindFlag(operation, otherwise: true))], settings.FindText("prefix") ?? "");

    /// <summary>The pairs with the operation and the column they make, in order.</summary>
    public IEnumerable<(PrepareColumn First, PrepareColumn Second, string Operation, string Output)> Pairs(IReadOnlyList<PrepareColumn> columns)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            for (int j = i + 1; j < columns.Count; j++)
            {
                foreach (string operation in Operations)
                    yield return (columns[i], columns[j], operation, $"{Prefix}{operation}_{columns[i].Name}_{columns[j].Name}");
            }
        }
    }

    public override void Apply(PrepareColumns columns)
    {
        IReadOnlyList<PrepareColumn> inputs = Scope.In(columns);
        foreach ((PrepareColumn first, PrepareColumn second, _, string output) in Pairs(inputs).TakeWhile(_ => !columns.IsOverfull))
            columns.Put(output, StorageType.Double, [first, second], after: null);
    }
}
