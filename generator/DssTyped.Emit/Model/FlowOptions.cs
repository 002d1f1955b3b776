using DssTyped.Emit.Names;

namespace DssTyped.Emit.Model;

/// <summary>What a project says about a snapshot: the metadata of its <c>DssSnapshot</c> item.</summary>
/// <param name="SnapshotFile">The snapshot's file name, without folder.</param>
/// <param name="Namespace">The namespace of the generated types.</param>
/// <param name="FlowName">The name of the flow class.</param>
public sealed record FlowOptions(string SnapshotFile, string Namespace, string FlowName)
{
    /// <summary>Which datasets get a type.</summary>
    public NameFilter Datasets { get; init; } = new();

    /// <summary>Which recipes get a type.</summary>
    public NameFilter Recipes { get; init; } = new();

    /// <summary>Globs of the datasets that get a full row class.</summary>
    public string Rows { get; init; } = "";

    /// <summary>The options of a snapshot file: what is given, the rest from its name and the project's root namespace.</summary>
    /// <param name="path">The snapshot's path or name.</param>
    /// <param name="rootNamespace">The project's root namespace; may be empty.</param>
    /// <param name="givenNamespace">The namespace that was asked for; empty for the default.</param>
    /// <param name="flowName">The flow class that was asked for; empty for the default.</param>
    public static FlowOptions For(string path, string rootNamespace, string givenNamespace = "", string flowName = "")
    {
        string file = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        string stem = file.EndsWith(Flow.Snapshots.Snapshot.FileExtension, StringComparison.OrdinalIgnoreCase)
            ? file.Substring(0, file.Length - Flow.Snapshots.Snapshot.FileExtension.Length)
            : file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? file.Substring(0, file.Length - ".json".Length) : file;
        string name = Identifiers.Pascal(stem, "Flow");

        string @namespace = givenNamespace.Trim();
        if (@namespace.Length == 0)
            @namespace = DefaultNamespace(rootNamespace.Trim(), name);

        flowName = flowName.Trim();
        return new FlowOptions(file, Identifiers.Namespace(@namespace), flowName.Length == 0 ? name + "Flow" : Identifiers.TypeName(flowName, "Flow"));
    }

    // The project "Acme.Clinical" with clinical.dss.json means Acme.Clinical, not Acme.Clinical.Clinical.
    private static string DefaultNamespace(string root, string name) =>
        root.Length == 0 ? name
        : root == name || root.EndsWith("." + name, StringComparison.Ordinal) ? root
        : root + "." + name;
}
