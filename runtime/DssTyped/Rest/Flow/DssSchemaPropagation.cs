using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>A propagation of schema changes through the flow, with the options of DSS's own tool.</summary>
public sealed class DssSchemaPropagation
{
    private readonly DssHttp _http;
    private readonly string _projectKey;
    private readonly DssSchemaPropagationBody _body = new();

    internal DssSchemaPropagation(DssHttp http, string projectKey, string dataset)
    {
        _http = http;
        _projectKey = projectKey;
        string[] parts = dataset.Split('.', 2);
        _body.Sources.Add(parts.Length == 2 ? new(parts[0], parts[1]) : new(projectKey, dataset));
    }

    /// <summary>Whether to build what must be built to know further schemas. On at first.</summary>
    public DssSchemaPropagation WithAutoRebuild(bool on)
    {
        _body.Options.AutoRebuild = on;
        return this;
    }

    /// <summary>The value to build with for a partitioning dimension.</summary>
    public DssSchemaPropagation WithDefaultPartition(string dimension, string value)
    {
        _body.Options.DefaultPartitionValuesByDimension[dimension] = value;
        return this;
    }

    /// <summary>The partition to build of one object.</summary>
    /// <param name="fullId">The object as <c>PROJECT.name</c>.</param>
    /// <param name="partition">The partition.</param>
    public DssSchemaPropagation WithPartition(string fullId, string partition)
    {
        _body.Options.PartitionsByComputable[fullId] = partition;
        return this;
    }

    /// <summary>Do not go beyond this recipe.</summary>
    public DssSchemaPropagation StopAt(string recipe)
    {
        _body.Options.ExcludedRecipes.Add(recipe);
        return this;
    }

    /// <summary>Take this recipe's output schema as right.</summary>
    public DssSchemaPropagation MarkAsOk(string recipe)
    {
        _body.Options.MarkAsOkRecipes.Add(recipe);
        return this;
    }

    /// <summary>How grouping recipes follow.</summary>
    /// <param name="recipe">Only this one; null for all.</param>
    /// <param name="removeMissingAggregates">Drop aggregates of columns that are gone.</param>
    /// <param name="removeMissingKeys">Drop keys that are gone.</param>
    /// <param name="newAggregates">Aggregates for new columns, by DSS's own names.</param>
    public DssSchemaPropagation ForGrouping(string? recipe = null, bool removeMissingAggregates = true, bool removeMissingKeys = true, JsonObject? newAggregates = null) =>
        For("grouping", recipe, new JsonObject
        {
            ["removeMissingAggregates"] = removeMissingAggregates, ["removeMissingKeys"] = removeMissingKeys, ["newAggregates"] = newAggregates ?? [],
        });

    /// <summary>How window recipes follow.</summary>
    /// <param name="recipe">Only this one; null for all.</param>
    /// <param name="removeMissingAggregates">Drop aggregates of columns that are gone.</param>
    /// <param name="removeMissingInWindow">Drop window columns that are gone.</param>
    /// <param name="newAggregates">Aggregates for new columns, by DSS's own names.</param>
    public DssSchemaPropagation ForWindow(string? recipe = null, bool removeMissingAggregates = true, bool removeMissingInWindow = true, JsonObject? newAggregates = null) =>
        For("window", recipe, new JsonObject
        {
            ["removeMissingAggregates"] = removeMissingAggregates, ["removeMissingInWindow"] = removeMissingInWindow, ["newAggregates"] = newAggregates ?? [],
        });

    /// <summary>How join recipes follow.</summary>
    /// <param name="recipe">Only this one; null for all.</param>
    /// <param name="removeMissingConditions">Drop join conditions on columns that are gone.</param>
    /// <param name="removeMissingValues">Drop selected columns that are gone.</param>
    /// <param name="newSelectedColumns">What to select of new columns, by DSS's own names.</param>
    public DssSchemaPropagation ForJoin(string? recipe = null, bool removeMissingConditions = true, bool removeMissingValues = true, JsonObject? newSelectedColumns = null) =>
        For("join", recipe, new JsonObject
        {
            ["removeMissingJoinConditions"] = removeMissingConditions, ["removeMissingJoinValues"] = removeMissingValues, ["newSelectedColumns"] = newSelectedColumns ?? [],
        });

    /// <summary>Starts the propagation.</summary>
    public async Task<DssFuture> StartAsync(CancellationToken cancellationToken = default) =>
        DssFuture.Started(_http, await _http.ObjectAsync(
            DssRequest.Post($"/projects/{_projectKey}/flow/tools/propagate-schema/").Body(_body, DssJsonContext.Default.DssSchemaPropagationBody), cancellationToken).ConfigureAwait(false));

    private DssSchemaPropagation For(string type, string? recipe, JsonObject options)
    {
        DssRecipeUpdateOptions target = _body.Options.RecipeUpdateOptions;
        if (recipe is null)
            target.ByType[type] = options;
        else
            target.ByName[recipe] = options;
        return this;
    }
}

/// <summary>The body of the request, in DSS's shape.</summary>
internal sealed class DssSchemaPropagationBody
{
    public DssSchemaPropagationOptions Options { get; } = new();

    public List<DssPropagationSource> Sources { get; } = [];
}

internal sealed class DssSchemaPropagationOptions
{
    public DssRecipeUpdateOptions RecipeUpdateOptions { get; } = new();

    public Dictionary<string, string> DefaultPartitionValuesByDimension { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> PartitionsByComputable { get; } = new(StringComparer.Ordinal);

    public List<string> ExcludedRecipes { get; } = [];

    public List<string> MarkAsOkRecipes { get; } = [];

    public bool AutoRebuild { get; set; } = true;
}

internal sealed class DssRecipeUpdateOptions
{
    public Dictionary<string, JsonObject> ByType { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonObject> ByName { get; } = new(StringComparer.Ordinal);
}

internal sealed record DssPropagationSource(string ProjectKey, string Id);
