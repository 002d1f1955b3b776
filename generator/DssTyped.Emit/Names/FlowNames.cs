using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DssTyped.Emit.Model;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow;

namespace DssTyped.Emit.Names;

/// <summary>
/// What everything of a flow is called in C#. Names are decided here and nowhere else: from the set of DSS names and, if there is
/// a baseline, from what its objects were called, which they keep.
/// </summary>
internal sealed class FlowNames
{
    private readonly FlowNames? _before;
    private readonly Dictionary<string, MemberName> _datasets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemberName> _recipes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Catalog, string Id), MemberName> _objects = [];

    // Columns of one name recur through a flow, from source to result. Datasets are bound side by side.
    private readonly ConcurrentDictionary<string, string> _columns = new(StringComparer.Ordinal);
    private readonly Snapshot _snapshot;
    private readonly FlowOptions _options;

    /// <summary>Names the objects of a snapshot.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="options">What is generated.</param>
    /// <param name="before">The names of the baseline; null for none.</param>
    public FlowNames(Snapshot snapshot, FlowOptions options, FlowNames? before = null)
    {
        (_snapshot, _options, _before) = (snapshot, options, before);
        Datasets = [.. snapshot.Datasets.Where(dataset => options.Datasets.Accepts(dataset.Name)).OrderBy(dataset => dataset.Name, StringComparer.Ordinal)];
        Recipes = [.. snapshot.Recipes.Where(recipe => options.Recipes.Accepts(recipe.Name)).OrderBy(recipe => recipe.Name, StringComparer.Ordinal)];
        Types = new NameScope([.. ReservedNames.Catalogs, options.FlowName], KeptTypes());

        // Datasets first: their classes are what code names most. A dataset's property of the catalog is called like its class.
        string[] types = Types.Assign(Wanted(Datasets, "Dataset", ""), key => before?.OfDataset(key)?.TypeName);
        for (int i = 0; i < types.Length; i++)
            _datasets.Add(Datasets[i].Name, new MemberName(types[i], types[i]));

        foreach (ObjectKind kind in ObjectKind.All)
            AssignObjects(kind);

        string[] members = new NameScope(ReservedNames.Catalogs).Assign(Wanted(Recipes, "Recipe", ""), key => before?.OfRecipe(key)?.Member);
        types = Types.Assign(Wanted(Recipes, "Recipe", "Recipe"), key => before?.OfRecipe(key)?.TypeName);
        for (int i = 0; i < types.Length; i++)
            _recipes.Add(Recipes[i].Name, new MemberName(types[i], members[i]));
    }

    /// <summary>The datasets that are generated, by name.</summary>
    public DatasetDefinition[] Datasets { get; }

    /// <summary>The recipes that are generated, by name.</summary>
    public RecipeDefinition[] Recipes { get; }

    /// <summary>The names of types that are taken.</summary>
    public NameScope Types { get; }

    /// <summary>What a dataset is called; null if it is not generated.</summary>
    public MemberName? OfDataset(string name) => _datasets.TryGetValue(name, out MemberName? found) ? found : null;

    /// <summary>What a recipe is called; null if it is not generated.</summary>
    public MemberName? OfRecipe(string name) => _recipes.TryGetValue(name, out MemberName? found) ? found : null;

    /// <summary>What an object of one of the smaller kinds is called.</summary>
    public MemberName OfObject(ObjectKind kind, string id) => _objects[(kind.Catalog, id)];

    /// <summary>The fields of a dataset's columns, in order of the schema.</summary>
    public string[] FieldsOf(DatasetDefinition dataset) => OfColumns(dataset, ReservedNames.Columns, static (names, before) => names.FieldsOf(before));

    /// <summary>The properties of a row with all columns of a dataset, in order of the schema.</summary>
    public string[] PropertiesOf(DatasetDefinition dataset) => OfColumns(dataset, ReservedNames.Row, static (names, before) => names.PropertiesOf(before));

    [MethodImpl(HotPath.Optimized)]
    private string[] OfColumns(DatasetDefinition dataset, HashSet<string> reserved, Func<FlowNames, DatasetDefinition, string[]> ofBefore)
    {
        Schema schema = dataset.Schema;
        var wanted = new (string, string)[schema.Count];
        for (int i = 0; i < wanted.Length; i++)
        {
            string name = schema[i].Name;
            if (!_columns.TryGetValue(name, out string? identifier))
                _columns[name] = identifier = Identifiers.Pascal(name, "Column");

            wanted[i] = (name, identifier);
        }

        if (_before?._snapshot.FindDataset(dataset.Name) is not { } before)
            return new NameScope(reserved).Assign(wanted);

        string[] old = ofBefore(_before, before);
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < old.Length; i++)
        {
            if (schema.Find(before.Schema[i].Name) is not null)
                kept.Add(before.Schema[i].Name, old[i]);
        }

        return new NameScope(reserved).Assign(wanted, key => kept.TryGetValue(key, out string? identifier) ? identifier : null);
    }

    private void AssignObjects(ObjectKind kind)
    {
        DssObject[] objects = [.. kind.Of(_snapshot).OrderBy(item => item.Id, StringComparer.Ordinal)];
        if (objects.Length == 0)
            return;

        string[] members = new NameScope(ReservedNames.Catalogs).Assign(Wanted(objects, kind.BaseType, ""), key => Before(key)?.Member);
        string[]? types = kind.HasTypes ? Types.Assign(Wanted(objects, kind.BaseType, kind.Suffix), key => Before(key)?.TypeName) : null;
        for (int i = 0; i < members.Length; i++)
            _objects.Add((kind.Catalog, objects[i].Id), new MemberName(types?[i] ?? "", members[i]));

        MemberName? Before(string id) => _before is not null && _before._objects.TryGetValue((kind.Catalog, id), out MemberName? found) ? found : null;
    }

    // What existed before keeps its type's name against newcomers of any kind, also of kinds that are named earlier.
    private IEnumerable<string> KeptTypes() => _before is null ? [] :
        Datasets.Select(dataset => _before.OfDataset(dataset.Name))
            .Concat(Recipes.Select(recipe => _before.OfRecipe(recipe.Name)))
            .Concat(ObjectKind.All.SelectMany(kind => kind.Of(_snapshot).Select(item => _before._objects.TryGetValue((kind.Catalog, item.Id), out MemberName? found) ? found : null)))
            .Where(found => found is { TypeName.Length: > 0 })
            .Select(found => found!.TypeName);

    private static (string Key, string Identifier)[] Wanted(DssObject[] objects, string fallback, string suffix)
    {
        var result = new (string, string)[objects.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = (objects[i].Id, Identifiers.Pascal(objects[i].Name, fallback) + suffix);

        return result;
    }
}

/// <summary>What an object is called.</summary>
/// <param name="TypeName">Its class; empty for kinds whose objects share one of the runtime's.</param>
/// <param name="Member">Its property of the catalog.</param>
internal sealed record MemberName(string TypeName, string Member);
