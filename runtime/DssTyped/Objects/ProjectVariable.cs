namespace DssTyped;

/// <summary>A project variable, as it was when the snapshot was taken.</summary>
public sealed class ProjectVariable
{
    /// <summary>Called by generated code.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="json">Its value as JSON; empty if the snapshot withholds it.</param>
    public ProjectVariable(string name, string json)
    {
        Name = name;
        SnapshotValue = json.Length == 0 ? null : new DssJson(json);
    }

    /// <summary>The name; recipes write <c>${name}</c>.</summary>
    public string Name { get; }

    /// <summary>The value the snapshot has; null if it was withheld because it looks like a secret.</summary>
    public DssJson? SnapshotValue { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
