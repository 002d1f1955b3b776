using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Emit.Binding;

/// <summary>Decides which proofs recipes take and give.</summary>
internal static class RecipeBinder
{
    public static EquatableArray<RecipeModel> Bind(FlowGraph graph, FlowNames names)
    {
        var objects = new BoundObjects(graph.Snapshot, names);
        return names.Recipes.Select(recipe => Bind(recipe, names.OfRecipe(recipe.Name)!, graph, objects)).ToEquatableArray();
    }

    /// <summary>Recipes of the baseline that are gone, unless another one has their name now.</summary>
    public static EquatableArray<GoneRecipeModel> BindGone(Tombstones tombstones, FlowOptions options, FlowNames before, EquatableArray<RecipeModel> recipes)
    {
        var members = new NameScope([.. ReservedNames.Catalogs, .. recipes.Select(recipe => recipe.Member)]);
        return tombstones.Recipes
            .Where(gone => options.Recipes.Accepts(gone.Recipe.Name))
            .OrderBy(gone => gone.Recipe.Name, StringComparer.Ordinal)
            .Select(gone => new GoneRecipeModel(before.OfRecipe(gone.Recipe.Name)!.Member, gone.Recipe.Name, gone.Obsolete))
            .Where(gone => members.TryTake(gone.Member))
            .ToEquatableArray();
    }

    private static RecipeModel Bind(RecipeDefinition recipe, MemberName name, FlowGraph graph, BoundObjects objects)
    {
        IReadOnlyList<string> outputs = graph.OutputsOf(recipe);
        return new RecipeModel(name.TypeName, name.Member, recipe.Name, recipe.Type, DocTexts.OfRecipe(recipe, graph.Snapshot))
        {
            InputIds = graph.InputsOf(recipe).Where(IsOneLine).ToEquatableArray(),
            OutputIds = outputs.Where(IsOneLine).ToEquatableArray(),
            Proofs = ProofsOf(NeedsProof(graph, recipe), objects),
            Results = ProofsOf(outputs, objects),
        };
    }

    // Sources, foreign and dangling inputs need none; nor does a recipe's own output, which it could never have before its first run.
    private static IEnumerable<string> NeedsProof(FlowGraph graph, RecipeDefinition recipe) => graph.InputsOf(recipe)
        .Select(id => graph.ProducerOf(id) is null && graph.FolderOf(id) is { } folder ? folder : id)
        .Where(id => graph.ProducersOf(id).Any(producer => producer != recipe))
        .Distinct(StringComparer.Ordinal);

    private static EquatableArray<ProofModel> ProofsOf(IEnumerable<string> ids, BoundObjects objects)
    {
        var items = new List<BoundObject>();
        foreach (string id in ids)
        {
            if (objects.Find(id) is { } item)
                items.Add(item);
        }

        if (items.Count == 0)
            return [];

        var wanted = new (string Key, string Identifier)[items.Count];
        for (int i = 0; i < wanted.Length; i++)
            wanted[i] = (items[i].Id, items[i].Member);

        string[] members = new NameScope(ReservedNames.Proofs).Assign(wanted);
        for (int i = 0; i < wanted.Length; i++)
            wanted[i] = (items[i].Id, Identifiers.Camel(members[i]));

        string[] parameters = new NameScope(ReservedNames.RunParameters).Assign(wanted);
        var proofs = new ProofModel[items.Count];
        for (int i = 0; i < proofs.Length; i++)
            proofs[i] = new ProofModel(items[i].TypeName, items[i].Path, members[i], parameters[i], items[i].DssName, items[i].Kind);

        return EquatableArray.TakeOver(proofs);
    }

    // The runtime takes ids one a line; a line feed is in no id that DSS makes.
    private static bool IsOneLine(string id) => id.IndexOf('\n') < 0;
}
