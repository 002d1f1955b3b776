using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The flow of a project as a whole.</summary>
public sealed class DssFlowHandle
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssFlowHandle(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
        Zones = new DssZones(http, projectKey);
        Documentation = new DssFlowDocumentation(http, projectKey);
    }

    /// <summary>Zones of the flow.</summary>
    public DssZones Zones { get; }

    /// <summary>The document DSS writes about a flow.</summary>
    public DssFlowDocumentation Documentation { get; }

    /// <summary>The whole graph.</summary>
    public async Task<DssFlowGraph> GetGraphAsync(CancellationToken cancellationToken = default) =>
        new(await _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/flow/graph/"), cancellationToken).ConfigureAwait(false));

    /// <summary>Begins a propagation of schema changes from a dataset; nothing is sent before it is started.</summary>
    /// <param name="dataset">Name, or <c>PROJECT.name</c> for a dataset of another project.</param>
    public DssSchemaPropagation NewSchemaPropagation(string dataset) => new(_http, _projectKey, dataset);

    /// <summary>
    /// Makes every recipe of the project that reads <paramref name="current"/> read <paramref name="replacement"/>. One request per recipe:
    /// when one fails, those before it have been changed already.
    /// </summary>
    /// <param name="current">What is read now.</param>
    /// <param name="replacement">What to read; <c>PROJECT.name</c> for an object of another project, which is then shared with this one.</param>
    /// <param name="type">DSS type of the replacement.</param>
    /// <param name="cancellationToken">Stops before the next request.</param>
    /// <returns>Names of the recipes that were changed.</returns>
    public async Task<IReadOnlyList<string>> ReplaceInputAsync(string current, string replacement, string type = "DATASET", CancellationToken cancellationToken = default)
    {
        if (replacement.Split('.') is [var owner, var id] && !string.Equals(owner, _projectKey, StringComparison.Ordinal))
        {
            DssProjectSettings settings = await new DssProject(_http, owner).GetSettingsAsync(cancellationToken).ConfigureAwait(false);
            if (settings.Expose(type, id, _projectKey))
                await settings.SaveAsync(cancellationToken).ConfigureAwait(false);
        }

        var recipes = new DssRecipes(_http, _projectKey);
        var changed = new List<string>();
        foreach (DssRecipeItem item in await recipes.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!item.Inputs.Contains(current, StringComparer.Ordinal))
                continue;
            DssRecipeSettings recipe = await recipes[item.Name].GetSettingsAsync(cancellationToken).ConfigureAwait(false);
            recipe.ReplaceInput(current, replacement);
            await recipe.SaveAsync(cancellationToken).ConfigureAwait(false);
            changed.Add(item.Name);
        }

        return changed;
    }

    /// <summary>Starts one of DSS's flow tools, for example <c>CHECK_CONSISTENCY</c>.</summary>
    public async Task<DssFlowTool> StartToolAsync(string type, JsonObject? data = null, CancellationToken cancellationToken = default)
    {
        // The answer is the bare id, not JSON; some servers may put it in quotes.
        string id = await _http.TextAsync(DssRequest.Post($"/projects/{_projectKey}/flow/tools/").Query("type", type).Body(data ?? []), cancellationToken).ConfigureAwait(false);
        return new DssFlowTool(_http, _projectKey, id.Trim().Trim('"'));
    }
}
