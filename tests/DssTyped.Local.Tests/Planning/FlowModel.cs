using System.Globalization;

namespace DssTyped.Tests.Planning;

/// <summary>A dataset or folder of a flow, and what it holds, by plain code.</summary>
internal sealed class ModelObject(string name, bool isFolder, IReadOnlyList<(string Name, string Type)> columns)
{
    public string Name { get; } = name;

    public bool IsFolder { get; } = isFolder;

    /// <summary>The columns of its stored schema.</summary>
    public IReadOnlyList<(string Name, string Type)> Columns { get; set; } = columns;

    public string Behaviour { get; set; } = "NORMAL";

    /// <summary>The rows or files that its own or pinned files hold; null if there are none.</summary>
    public ModelRows? Files { get; set; }

    /// <summary>What the workspace holds; null if nothing.</summary>
    public ModelData? Stored { get; set; }
}

/// <summary>Rows, or the paths and texts of files, in their order. The mark changes with what makes files count as changed beside their content.</summary>
internal sealed record ModelRows(IReadOnlyList<(string Name, string Type)> Columns, IReadOnlyList<string?[]> Rows, int Mark = 0)
{
    public string Version => $"{Mark}: {string.Join("; ", Rows.Select(row => string.Join('|', row.Select(cell => cell ?? "-"))))}";
}

/// <summary>A result: its rows, its version, and what it was made from.</summary>
internal sealed record ModelData(ModelRows Rows, string Version, string? Recipe, ModelBasis? Basis, bool IsOfOlderEngine = false);

/// <summary>What a recipe's results are made from.</summary>
internal sealed record ModelBasis(string Settings, string Variables, string Schemas, string Code, IReadOnlyDictionary<string, string> Inputs)
{
    public bool IsSame(ModelBasis other) => this with { Inputs = other.Inputs } == other && Inputs.Count == other.Inputs.Count && Inputs.All(input => other.Inputs.GetValueOrDefault(input.Key) == input.Value);
}

/// <summary>A recipe.</summary>
internal sealed class ModelRecipe(string name, string type, string[] inputs, string[] outputs)
{
    public string Name { get; } = name;

    public string Type { get; } = type;

    public string[] Inputs { get; } = inputs;

    public string[] Outputs { get; } = outputs;

    /// <summary>The number that its filter compares with, or null if a variable holds it.</summary>
    public int? Least { get; set; }

    /// <summary>A setting of the editor, which changes nothing.</summary>
    public int Editor { get; set; }

    /// <summary>Whether C# code stands for it.</summary>
    public bool IsHandled { get; set; }

    /// <summary>The version of that code.</summary>
    public string? Version { get; set; }

    public bool IsRefused => Type == "python" && !IsHandled;
}

/// <summary>What a job does about a recipe.</summary>
internal sealed record ModelStep(ModelRecipe Recipe, BuildPlanAction Action, IReadOnlyList<ModelStep> Needs);

/// <summary>Plans jobs and runs them as the documentation says, slowly and without hashes.</summary>
internal sealed class FlowModel
{
    private int _versions;

    public Dictionary<string, ModelObject> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>The recipes, each after those it needs.</summary>
    public List<ModelRecipe> Recipes { get; } = [];

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal) { ["least"] = "0", ["unused"] = "0" };

    public ModelRecipe? ProducerOf(string name) => Recipes.Find(recipe => recipe.Outputs.Contains(name));

    /// <summary>Whether something else than its recipe gives an object's rows.</summary>
    public bool IsPinned(string name) => Objects[name].Files is not null && ProducerOf(name) is not null;

    /// <summary>The version of what an object holds now; null if it holds nothing.</summary>
    public string? VersionOf(string name) => ProducerOf(name) is null || IsPinned(name) ? Objects[name].Files?.Version : Objects[name].Stored?.Version;

    public ModelBasis? BasisOf(ModelRecipe recipe)
    {
        if (recipe.Inputs.Any(input => VersionOf(input) is null) || (recipe.IsHandled && recipe.Version is null))
            return null;

        return new ModelBasis(
            recipe.Least?.ToString(CultureInfo.InvariantCulture) ?? "${least}",
            recipe.Least is null ? Variables["least"] : "",
            string.Join("; ", recipe.Outputs.Select(output => string.Join(',', Objects[output].Columns))),
            recipe.IsHandled ? recipe.Version! : "",
            recipe.Inputs.Distinct().ToDictionary(input => input, input => VersionOf(input)!));
    }

    public IReadOnlyList<ModelStep> Plan(IReadOnlyList<string> targets, BuildMode mode)
    {
        Dictionary<string, HashSet<string>> wanted = Wanted(targets, mode);
        var steps = new List<ModelStep>();
        foreach (ModelRecipe recipe in Recipes.Where(recipe => wanted.ContainsKey(recipe.Name)))
        {
            ModelStep[] needs = [.. steps.Where(step => step.Recipe.Outputs.Intersect(recipe.Inputs).Any())];
            steps.Add(new ModelStep(recipe, ActionOf(recipe, wanted[recipe.Name], targets, mode, needs), needs));
        }

        return steps;
    }

    /// <summary>Runs a plan that nothing in it forbids.</summary>
    /// <returns>How each recipe ended.</returns>
    public Dictionary<string, JobState> Run(IReadOnlyList<ModelStep> plan, Func<ModelRecipe, ModelRows[], IReadOnlyList<ModelRows>> compute)
    {
        var states = new Dictionary<string, JobState>(StringComparer.Ordinal);
        foreach (ModelStep step in plan)
        {
            states[step.Recipe.Name] = step.Needs.Any(need => states[need.Recipe.Name] != JobState.Done) ? JobState.Aborted
                : step.Action == BuildPlanAction.Run && !TryRun(step.Recipe, compute) ? JobState.Failed
                : JobState.Done;
            foreach (string pinned in step.Recipe.Outputs.Where(output => step.Action == BuildPlanAction.Pinned && states[step.Recipe.Name] == JobState.Done && IsPinned(output)))
                Load(pinned);
        }

        return states;
    }

    /// <summary>Whether what is there is what the recipe would make now.</summary>
    public bool IsUpToDate(ModelRecipe recipe) => BasisOf(recipe) is { } now
        && recipe.Outputs.Where(output => !IsPinned(output)).All(output => Objects[output].Stored is { IsOfOlderEngine: false, Basis: { } basis } stored && stored.Recipe == recipe.Name && basis.IsSame(now));

    public ModelRows? RowsOf(string name) => ProducerOf(name) is null || IsPinned(name) ? Objects[name].Files : Objects[name].Stored?.Rows;

    // Which recipes a job comes to, and which of their outputs it needs.
    private Dictionary<string, HashSet<string>> Wanted(IReadOnlyList<string> targets, BuildMode mode)
    {
        var wanted = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        bool Want(string name)
        {
            if (ProducerOf(name) is not { } recipe)
                return false;
            if (!wanted.ContainsKey(recipe.Name))
                wanted[recipe.Name] = [];
            return wanted[recipe.Name].Add(name);
        }

        bool more = targets.Select(Want).ToArray().Any(added => added) && mode != BuildMode.NonRecursiveForced;
        while (more)
            more = Recipes.Where(recipe => wanted.ContainsKey(recipe.Name) && LooksBehind(recipe, wanted[recipe.Name])).SelectMany(recipe => recipe.Inputs).ToArray().Select(Want).ToArray().Any(added => added);

        return wanted;

        bool LooksBehind(ModelRecipe recipe, HashSet<string> outputs) => !recipe.IsRefused && !outputs.All(IsPinned) && !IsProtected(recipe, targets)
            && !(mode == BuildMode.RecursiveMissingOnly && outputs.All(output => VersionOf(output) is not null));
    }

    private bool IsProtected(ModelRecipe recipe, IReadOnlyList<string> targets) => recipe.Outputs.Any(output => Objects[output].Behaviour == "WRITE_PROTECT")
        || (recipe.Outputs.Any(output => Objects[output].Behaviour == "EXPLICIT") && !recipe.Outputs.Any(targets.Contains));

    private BuildPlanAction ActionOf(ModelRecipe recipe, HashSet<string> wanted, IReadOnlyList<string> targets, BuildMode mode, ModelStep[] needs)
    {
        if (wanted.All(IsPinned))
            return BuildPlanAction.Pinned;
        if (IsProtected(recipe, targets))
            return recipe.Outputs.Any(output => Objects[output].Behaviour == "WRITE_PROTECT" && targets.Contains(output)) || wanted.Any(output => VersionOf(output) is null) ? BuildPlanAction.Refuse : BuildPlanAction.Keep;
        if (recipe.IsRefused)
            return BuildPlanAction.Refuse;

        bool keeps = mode switch
        {
            BuildMode.RecursiveMissingOnly => wanted.All(output => VersionOf(output) is not null),
            BuildMode.Recursive => recipe.Outputs.All(output => VersionOf(output) is not null) && needs.All(need => need.Action != BuildPlanAction.Run) && IsUpToDate(recipe),
            _ => false,
        };
        return keeps ? BuildPlanAction.Keep : BuildPlanAction.Run;
    }

    private bool TryRun(ModelRecipe recipe, Func<ModelRecipe, ModelRows[], IReadOnlyList<ModelRows>> compute)
    {
        foreach (string input in recipe.Inputs)
        {
            if (VersionOf(input) is null)
                return false;
            if (IsPinned(input))
                Load(input);
        }

        ModelBasis? basis = BasisOf(recipe);
        IReadOnlyList<ModelRows> made = compute(recipe, [.. recipe.Inputs.Select(input => RowsOf(input)!)]);
        foreach ((string output, ModelRows rows) in recipe.Outputs.Zip(made))
            Objects[output].Stored = new ModelData(rows, $"v{++_versions}", recipe.Name, basis);

        return true;
    }

    private void Load(string pinned)
    {
        ModelObject target = Objects[pinned];
        if (target.Stored?.Recipe is not null || target.Stored?.Rows.Version != target.Files!.Version)
            target.Stored = new ModelData(target.Files!, $"v{++_versions}", null, null);
    }
}
