using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Diff;

/// <summary>Compares one recipe: what code passes to it and gets from it, and its settings.</summary>
internal static class RecipeChanges
{
    private static readonly string[] Described = ["name", "inputs", "outputs", "tags", "shortDesc", "description"];

    public static IEnumerable<SnapshotChange> Of(FlowGraph oldGraph, RecipeDefinition old, FlowGraph newGraph, RecipeDefinition now)
    {
        // Code passes proofs for inputs that a recipe builds; sources need none.
        foreach (string what in Differences("input", Built(oldGraph, old), Built(newGraph, now)).Concat(Differences("output", oldGraph.OutputsOf(old), newGraph.OutputsOf(now))))
            yield return Change(ChangeImpact.Breaking, Finding.Of(BaselineDiagnostics.RecipeSignature, now.Span, now.Name, what, ""));

        // An input that became a source, or is none any more, is told above.
        IReadOnlyList<string> before = oldGraph.InputsOf(old), after = newGraph.InputsOf(now);
        if (before.Except(after, StringComparer.Ordinal).Any(id => oldGraph.ProducerOf(id) is null) || after.Except(before, StringComparer.Ordinal).Any(id => newGraph.ProducerOf(id) is null))
            yield return Settings("source inputs");

        if (old.Type != now.Type)
            yield return Settings($"type ('{now.Type}' instead of '{old.Type}')");
        else if (!old.Raw.Without(Described).Equals(now.Raw.Without(Described)))
            yield return Settings("settings");

        SnapshotChange Settings(string what) => Change(ChangeImpact.Neutral, Finding.Of(BaselineDiagnostics.SettingsChanged, now.Span, now.Name, "recipe", what, ""));

        SnapshotChange Change(ChangeImpact impact, Finding finding) => new(impact, "recipe", now.Name, "", finding);
    }

    private static IReadOnlyList<string> Built(FlowGraph graph, RecipeDefinition recipe) => [.. graph.InputsOf(recipe).Where(id => graph.ProducerOf(id) is not null)];

    private static IEnumerable<string> Differences(string kind, IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        foreach (string id in old.Except(now, StringComparer.Ordinal))
            yield return $"has no {kind} '{id}' any more";
        foreach (string id in now.Except(old, StringComparer.Ordinal))
            yield return $"has {kind} '{id}' now";
    }
}
