using System.Text.Json.Nodes;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The recipes of a project.</summary>
public sealed class DssRecipes
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssRecipes(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>A handle on a recipe by name, whether or not it exists.</summary>
    public DssRecipeHandle this[string name] => new(_http, _projectKey, name);

    /// <summary>A handle on a recipe of a typed flow.</summary>
    public DssRecipeHandle this[Recipe recipe] => this[recipe.Name];

    /// <summary>The recipes with inputs and outputs, without payloads.</summary>
    public async Task<IReadOnlyList<DssRecipeItem>> ListAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<JsonObject> recipes = await _http.ObjectsAsync(DssRequest.Get($"/projects/{_projectKey}/recipes/"), cancellationToken).ConfigureAwait(false);
        return [.. recipes.Select(raw => new DssRecipeItem(raw))];
    }

    /// <summary>Begins the creation of a recipe; nothing is sent before <see cref="DssRecipeBuilder.CreateAsync"/>.</summary>
    /// <param name="type">DSS type, for example <c>grouping</c>, <c>python</c> or <c>CustomCode_my-plugin</c>; <c>prepare</c> and <c>stack</c> are understood too.</param>
    /// <param name="name">Name; null lets DSS choose.</param>
    public DssRecipeBuilder New(string type, string? name = null) => new(_http, _projectKey, type, name);
}
