using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Replaces values, parts of values or what a pattern finds, in place or in a new column.</summary>
internal sealed record FindReplace(
    ColumnScope Scope, string Output, IReadOnlyList<(string From, string To)> Mapping, MatchMode Matching, NormalizationMode Normalization, bool StopAfterFirst, bool FromDataset) : Processor
{
    public static FindReplace Read(JsonValue settings) => new(
        ColumnScope.Read(settings),
        settings.FindText("output") ?? "",
        [.. settings.FindItems("mapping").Select(pair => (pair.FindText("from") ?? "", pair.FindText("to") ?? ""))],
        Matches.ReadMatching(settings.FindText("matching")),
        Matches.ReadNormalization(settings.FindText("normalization")),
        settings.FindFlag("stopAfterFirstMatch"),
        settings.FindFlag("useDatasetForMapping"))
    {
        MappingDataset = settings.FindText("mappingDatasetRef") ?? "",
        MappingFrom = settings.FindText("mappingDatasetFromColumn") ?? "",
        MappingTo = settings.FindText("mappingDatasetToColumn") ?? "",
    };

    /// <summary>The dataset that holds the mapping, if the step does not.</summary>
    public string MappingDataset { get; init; } = "";

    /// <summary>Its column of the texts to find.</summary>
    public string MappingFrom { get; init; } = "";

    /// <summary>Its column of what replaces them.</summary>
    public string MappingTo { get; init; } = "";

    public override void Apply(PrepareColumns columns)
    {
        // An output column is only offered for a single input.
        IReadOnlyList<PrepareColumn> inputs = Scope.In(columns);
        foreach (PrepareColumn input in inputs)
            columns.PutOrChange(input, Output.Length > 0 && inputs.Count == 1 ? Output : null, TypeAfter(input.Type));
    }

    // A part of a cell that is replaced may make anything of it.
    private StorageType TypeAfter(StorageType before) =>
        Matching == MatchMode.FullString && !FromDataset ? PrepareTypes.WithValues(before, Mapping.Select(pair => pair.To)) : StorageType.Unknown;
}
