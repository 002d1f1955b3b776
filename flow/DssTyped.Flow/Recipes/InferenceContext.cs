using System.Globalization;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes;

/// <summary>What a rule sees of a recipe: its inputs with their schemas, its outputs to fill, and a place for findings.</summary>
internal sealed class InferenceContext
{
    // Nobody reads more about one recipe, and settings can multiply: each window with each value with each offset.
    private const int MaxFindings = 1000;

    private readonly List<Finding> _findings = [];
    private readonly Snapshot _snapshot;

    public InferenceContext(Snapshot snapshot, RecipeDefinition recipe, Func<string, Schemas.Schema?> schemaOf)
    {
        _snapshot = snapshot;
        Recipe = recipe;
        Inputs = [.. recipe.Inputs.Select(item => new InferenceInput(item, snapshot.FindFlowObject(item.Ref), schemaOf(item.Ref)))];
        Outputs = [.. recipe.Outputs.Select(item => new OutputBuilder(item, snapshot.FindFlowObject(item.Ref)))];
    }

    /// <summary>The whole snapshot, for the few rules that need more than the recipe's inputs and outputs.</summary>
    public Snapshot Snapshot
    {
        get
        {
            LookedElsewhere = true;
            return _snapshot;
        }
    }

    /// <summary>Whether the result may depend on more than the recipe, its inputs and its outputs.</summary>
    public bool LookedElsewhere { get; private set; }

    public RecipeDefinition Recipe { get; }

    /// <summary>The inputs in the recipe's order.</summary>
    public IReadOnlyList<InferenceInput> Inputs { get; }

    /// <summary>The outputs in the recipe's order.</summary>
    public IReadOnlyList<OutputBuilder> Outputs { get; }

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The datasets of role <c>main</c>, by their index in the payload.</summary>
    public IReadOnlyList<InferenceInput> MainInputs => [.. Inputs.Where(input => input.Role == "main")];

    /// <summary>The outputs of role <c>main</c>, by their index in the payload.</summary>
    public IReadOnlyList<OutputBuilder> MainOutputs => [.. Outputs.Where(output => output.Role == "main")];

    /// <summary>Reports an index of the settings that is beyond what the recipe has.</summary>
    public void ReportIndex(JsonSpan span, string setting, int index, int count, string noun) => Report(FlowDiagnostics.IndexOutOfRange, span, Recipe.Name, setting,
        index.ToString(CultureInfo.InvariantCulture), FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}"));

    /// <summary>Whether another finding would still be told.</summary>
    public bool HasRoomForFindings => _findings.Count < MaxFindings;

    public void Report(FlowDiagnostic rule, JsonSpan span, params string[] arguments)
    {
        if (HasRoomForFindings)
            _findings.Add(Finding.Of(rule, span.IsKnown ? span : Recipe.Span, arguments));
    }
}
