using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Emit.Binding;

/// <summary>Names recipes and decides which proofs they take and give.</summary>
internal static class RecipeBinder
{
    public static EquatableArray<RecipeModel> Bind(FlowGraph graph, FlowOptions options, NameScope types, Dictionary<string, BoundObject> objects)
    {
        RecipeDefinition[] recipes = [.. graph.Snapshot.Recipes
            .Where(recipe => options.Recipes.Accepts(recipe.Name))
            .OrderBy(recipe => recipe.Name, StringComparer.Ordinal)];
        string[] identifiers = [.. recipes.Select(recipe => Identifiers.Pascal(recipe.Name, "Recipe"))];
        string[] members = new NameScope(ReservedNames.Catalogs).Assign([.. recipes.Select((recipe, i) => (recipe.Name, identifiers[i]))]);
        string[] typeNames = types.Assign([.. recipes.Select((recipe, i) => (recipe.Name, identifiers[i] + "Recipe"))]);

        var result = new RecipeModel[recipes.Length];
        for (int i = 0; i < recipes.Length; i++)
        {
            RecipeDefinition recipe = recipes[i];
            result[i] = new RecipeModel(typeNames[i], members[i], recipe.Name, recipe.Type, DocTexts.OfRecipe(recipe))
            {
                InputIds = graph.InputsOf(recipe).Where(IsOneLine).ToEquatableArray(),
                OutputIds = graph.OutputsOf(recipe).Where(IsOneLine).ToEquatableArray(),
                Proofs = ProofsOf(NeedsProof(graph, recipe), objects),
                Results = ProofsOf(graph.OutputsOf(recipe), objects),
            };
        }

        return result.ToEquatableArray();
    }

    /// <summary>Recipes of the baseline that are gone, unless another one has their name now.</summary>
    public static EquatableArray<GoneRecipeModel> BindGone(Tombstones tombstones, FlowOptions options, EquatableArray<RecipeModel> recipes)
    {
        var members = new NameScope([.. ReservedNames.Catalogs, .. recipes.Select(recipe => recipe.Member)]);
        return tombstones.Recipes
            .Where(gone => options.Recipes.Accepts(gone.Recipe.Name))
            .OrderBy(gone => gone.Recipe.Name, StringComparer.Ordinal)
            .Select(gone => new GoneRecipeModel(Identifiers.Pascal(gone.Recipe.Name, "Recipe"), gone.Recipe.Name, gone.Obsolete))
            .Where(gone => members.TryTake(gone.Member))
            .ToEquatableArray();
    }

    // Sources, foreign and dangling inputs need none; nor does a recipe's own output, which it could never have before its first run.
    private static IEnumerable<string> NeedsProof(FlowGraph graph, RecipeDefinition recipe) => graph.InputsOf(recipe)
        .Select(id => graph.ProducerOf(id) is null && graph.FolderOf(id) is { } folder ? folder : id)
        .Where(id => graph.ProducersOf(id).Any(producer => producer != recipe))
        .Distinct(StringComparer.Ordinal);

    private static EquatableArray<ProofModel> ProofsOf(IEnumerable<string> ids, Dictionary<string, BoundObject> objects)
    {
        (string Id, BoundObject Item)[] items = [.. ids.Where(objects.ContainsKey).Select(id => (id, objects[id]))];
        string[] members = new NameScope(ReservedNames.Proofs).Assign([.. items.Select(item => (item.Id, item.Item.Member))]);
        string[] parameters = new NameScope(ReservedNames.RunParameters).Assign([.. items.Select((item, i) => (item.Id, Identifiers.Camel(members[i])))]);
        return items.Select((item, i) => new ProofModel(item.Item.TypeName, item.Item.Path, members[i], parameters[i], item.Item.DssName, item.Item.Kind)).ToEquatableArray();
    }

    // The runtime takes ids one a line; a line feed is in no id that DSS makes.
    private static bool IsOneLine(string id) => id.IndexOf('\n') < 0;
}
